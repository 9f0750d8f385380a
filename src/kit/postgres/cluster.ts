/** Makes the data folder: in a folder of its own first, then by one rename, so that a kill in between leaves nothing half done. */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { DatabaseUnavailable, errorCode, explainServerOutput, OWN_SERVER } from './failure.ts';
import { OWNER, type Place } from './place.ts';

const DRAFT = 'data-draft-';

/** Call it under the start lock. */
export function prepareCluster(place: Place, binaries: Binaries): void {
  if (existsSync(join(place.data, 'PG_VERSION'))) {
    checkVersion(place, binaries);
    return;
  }
  for (const name of readdirSync(place.root)) {
    if (name.startsWith(DRAFT)) rmSync(join(place.root, name), { recursive: true, force: true });
  }
  const draft = join(place.root, `${DRAFT}${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  if (place.user) chownSync(draft, place.user.uid, place.user.gid);
  try {
    initialise(place, binaries, draft);
    renameSync(draft, place.data);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function initialise(place: Place, binaries: Binaries, draft: string): void {
  // Text sorts and folds case by Unicode code point, the same on every machine: the provider is built into the server.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  // Trust is for the socket alone, and its folder belongs to the server's user with mode 0700.
  const args = ['-D', draft, '-U', OWNER, '--auth=trust', '--data-checksums', '--no-instructions', ...locale];
  const done = spawnSync(binaries.initdb, args, {
    ...place.user,
    cwd: '/',
    encoding: 'utf8',
    env: serverEnvironment(),
  });
  if (done.error) throw explainSpawnError(done.error, binaries.initdb);
  if (done.status !== 0) throw explainServerOutput(`${done.stdout}\n${done.stderr}`, place.data, place.log);
}

function checkVersion(place: Place, binaries: Binaries): void {
  const found = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  if (found === binaries.major) return;
  throw new DatabaseUnavailable(
    `The data in ${place.data} is of PostgreSQL ${found}, this version runs ${binaries.major}. ` +
      'Make a backup with the Huixiang that wrote it, then restore it here into a new home.',
  );
}

/** No PG* variable of ours may reach the server, and its messages stay in English: we read them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  // By its HUIXIANG_ marks a CI run finds what it has started.
  const marks = Object.entries(process.env).filter(([name]) => name.startsWith('HUIXIANG_'));
  return { ...Object.fromEntries(marks), PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

export function explainSpawnError(error: Error, file: string): unknown {
  // The file is there and yet "not found": its loader is missing, which is what musl (Alpine) looks like.
  if (errorCode(error) === 'ENOENT' && existsSync(file)) {
    return new DatabaseUnavailable(
      `The embedded PostgreSQL needs glibc, which this system lacks. ${OWN_SERVER}`,
      error,
    );
  }
  if (['EPERM', 'EACCES'].includes(errorCode(error))) {
    return new DatabaseUnavailable(`This process may not run ${file} (${errorCode(error)}). ${OWN_SERVER}`, error);
  }
  return error;
}
