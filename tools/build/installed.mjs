/** Exit 0 when node_modules holds exactly what package-lock.json asks for (as far as this platform needs it). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '.';

function packagesOf(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
}

try {
  const asked = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  for (const [path, { version, optional }] of Object.entries(asked)) {
    if (path === '') continue;
    if (found[path] ? found[path].version !== version : !optional) process.exit(1);
  }
} catch {
  process.exit(1);
}
