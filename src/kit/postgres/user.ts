/**
 * PostgreSQL refuses to run as root. When we are root it runs as somebody else, who must be able to reach its binaries and
 * its data; when we are not, it runs as ourselves.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DatabaseUnavailable, OWN_SERVER } from './failure.ts';

/** `undefined` means: as ourselves. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/** The owner of data that exists already, else `postgres`, else `nobody`. */
export function chooseServerUser(dataFolder: string): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    if (uid && gid) return { uid, gid };
  }
  throw new DatabaseUnavailable(
    `PostgreSQL does not run as root and there is no user "postgres" or "nobody". ${OWN_SERVER}`,
  );
}

function askId(flag: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}

/** Can the server's user enter this folder and read it? Asked of the kernel, which also knows about mounts and ACLs. */
export function canReach(user: ServerUser, path: string): boolean {
  if (!user) return true;
  return spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], { ...user, cwd: '/' }).status === 0;
}
