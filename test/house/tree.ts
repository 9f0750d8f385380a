import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes the files into a new temporary folder, runs `visit` on it and removes the folder again. */
export async function withTree<T>(
  files: Readonly<Record<string, string>>,
  visit: (root: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'huixiang-house-'));
  try {
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), source);
    }
    return await visit(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
