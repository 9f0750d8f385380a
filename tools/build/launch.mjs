/** Builds when stale, then runs the command in this same process. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, staleTargets } from './stale.mjs';

/** The commands that show the console; the others do not wait for it to be built. */
const wanted = ['start', 'test'].includes(process.argv[2]) ? ['server', 'console'] : ['server'];

if (staleTargets(wanted).length > 0) {
  // A process of its own: the builders' memory and their threads end with it.
  const built = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), ...wanted], {
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(1);
}
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'server', 'cli.js')).href);
