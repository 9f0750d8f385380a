import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './root.ts';

/**
 * A source tree in a temporary folder whose rooms and tools are links to the project's own, so that a program that has
 * loaded them need not load them again. `files` are copied, to be changed; in `folders` new things may be made.
 */
export function makeLinkedTree(
  files: readonly string[],
  folders: readonly string[],
): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'huixiang-links-'));
  const opened = [...files.map((each) => dirname(each)), ...folders];
  const link = (path: string): void => {
    if (files.includes(path)) copyFileSync(join(root, path), join(folder, path));
    else if (opened.some((each) => each === path || each.startsWith(`${path}/`))) {
      mkdirSync(join(folder, path));
      for (const each of readdirSync(join(root, path))) link(`${path}/${each}`);
    } else symlinkSync(join(root, path), join(folder, path));
  };
  link('src');
  link('node_modules');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
