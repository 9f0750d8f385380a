/** The browser tests drive a Chromium of the system and look at Chinese text: both are looked for, and installed where we may. */
import { spawnSync } from 'node:child_process';
import { CommandFailed } from '../../kit/cli/command.ts';
import { findChromium } from '../../kit/chromium.ts';
import { install, mayInstall, readSystem } from './debian.ts';

const DEBIAN = ['chromium', 'fonts-noto-cjk'];

export function ensureBrowser(say: (line: string) => void): void {
  if (lacking().length === 0) return;
  const system = readSystem();
  if (mayInstall()) install(DEBIAN, say);
  const missing = lacking();
  if (missing.length > 0)
    throw new CommandFailed(`the browser tests need ${missing.join(' and ')}: ${adviceFor(system)}`);
}

function lacking(): string[] {
  return [...(findChromium() ? [] : ['Chromium']), ...(hasChineseFont() ? [] : ['a Chinese font'])];
}

function hasChineseFont(): boolean {
  if (process.platform === 'darwin') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

export function adviceFor(system: string): string {
  switch (system) {
    case 'debian':
      return `run as root: apt-get install ${DEBIAN.join(' ')}`;
    case 'ubuntu':
      return 'run: sudo snap install chromium && sudo apt-get install fonts-noto-cjk (or install Google Chrome)';
    case 'fedora':
      return 'run: sudo dnf install chromium google-noto-sans-cjk-fonts';
    case 'arch':
      return 'run: sudo pacman -S chromium noto-fonts-cjk';
    case 'darwin':
      return 'install Google Chrome, or run: brew install --cask chromium';
    default:
      return 'install Chromium (or name it in HUIXIANG_CHROMIUM) and Noto Sans CJK';
  }
}
