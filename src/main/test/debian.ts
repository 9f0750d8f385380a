/** Packages of the system that tests want: installed where we may, on Debian as root; elsewhere the tests that need them are skipped and say so. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The id in /etc/os-release; a derivative of Debian has its own. */
export function readSystem(): string {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return process.platform;
  return /^ID="?(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'linux';
}

export const mayInstall = (): boolean => readSystem() === 'debian' && process.getuid?.() === 0;

export function install(packages: readonly string[], say: (line: string) => void): void {
  say(`Installing ${packages.join(' and ')} ...`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Something else may be installing meanwhile. Its own output goes to stderr, as all of ours that is not an answer.
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { stdio: ['ignore', 2, 2], env });
}

/** What is there already is left alone; true when all of it is there in the end. */
export function ensurePrograms(wanted: Readonly<Record<string, string>>, say: (line: string) => void): boolean {
  const lacking = () => Object.keys(wanted).filter((program) => !isThere(program));
  if (lacking().length > 0 && mayInstall())
    install(
      lacking().flatMap((program) => wanted[program] ?? []),
      say,
    );
  const missing = lacking();
  if (missing.length > 0) say(`Not there: ${missing.join(', ')}. The tests that need them are skipped.`);
  return missing.length === 0;
}

const isThere = (program: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
