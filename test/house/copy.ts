import { cpSync, existsSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

const PARTS = [
  'src',
  'tools',
  'docs',
  'test/sql',
  'test/house',
  'package.json',
  'vite.config.ts',
  'vitest.config.ts',
  'biome.json',
  '.oxlintrc.json',
];

/** Copies what the tools read into a temporary folder, with the installed packages linked in. */
export function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'huixiang-copy-'));
  const worlds = readdirSync(root).filter((file) => /^tsconfig.*\.json$/.test(file));
  for (const part of [...PARTS, ...worlds].filter((each) => existsSync(join(root, each)))) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  return copy;
}
