/** Where the embedded server keeps its things. All of it lies under the home, as long as the server's user can get there. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseUnavailable, errorCode, explainFileError } from './failure.ts';
import { canReach, chooseServerUser, type ServerUser } from './user.ts';

export interface Place {
  /** Real path of everything below. */
  readonly root: string;
  /** PGDATA. */
  readonly data: string;
  /** Folder of the unix socket. */
  readonly socket: string;
  readonly log: string;
  readonly lock: string;
  readonly user: ServerUser;
}

/** For what root must put where others can reach it: binaries, and the data of a home in a private folder such as /root. */
export const SHARED_FOLDER = '/var/lib/huixiang';

/** Of the whole path with the socket's name; the kernel's limit is 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET = 100;
const SOCKET_NAME = '/.s.PGSQL.5432';

export function preparePlace(homeFolder: string): Place {
  const home = resolve(homeFolder);
  try {
    makeFolders(home, 0o711);
    const link = join(home, 'postgres');
    const user = chooseServerUser(join(link, 'data'));
    if (!lstatSync(link, { throwIfNoEntry: false })) makeRoot(home, link, user);
    const root = realpathSync(link);
    for (const folder of [root, join(root, 'run'), join(root, 'log')]) makePrivate(folder, user);
    return {
      root,
      data: join(root, 'data'),
      socket: chooseSocketFolder(root, user),
      log: join(root, 'log'),
      lock: join(realpathSync(home), 'postgres.lock'),
      user,
    };
  } catch (error) {
    throw explainFileError(error, home);
  }
}

/** Node's own recursive mkdir never returns where a folder cannot be made and the system says ENOENT (as in /proc). */
function makeFolders(folder: string, mode: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder), 0o755);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

function makeRoot(home: string, link: string, user: ServerUser): void {
  if (user) {
    const { mode, uid } = statSync(home);
    // The home is ours to open for passing through, the folders above it are not.
    if (uid === 0 && (mode & 0o001) === 0) chmodSync(home, mode | 0o011);
    if (!canReach(user, home) && !canPassThrough(user, home)) {
      placeElsewhere(link);
      return;
    }
  }
  mkdirSync(link, { recursive: true, mode: 0o700 });
}

function canPassThrough(user: ServerUser, home: string): boolean {
  const probe = join(home, `.reach-${process.pid}`);
  mkdirSync(probe, { recursive: true });
  chmodSync(probe, 0o755);
  try {
    return canReach(user, probe);
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** The server's user cannot get to the home (it lies in /root, say): the data goes to /var/lib, a link stays in the home. */
function placeElsewhere(link: string): void {
  makeShared(SHARED_FOLDER);
  const real = join(SHARED_FOLDER, `data-${randomBytes(6).toString('hex')}`);
  mkdirSync(real, { mode: 0o700 });
  try {
    symlinkSync(real, link);
  } catch (error) {
    rmSync(real, { recursive: true, force: true });
    // Another process, starting at the same time, has placed it.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

export function makeShared(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function makePrivate(folder: string, user: ServerUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user && statSync(folder).uid !== user.uid) chownSync(folder, user.uid, user.gid);
}

function chooseSocketFolder(root: string, user: ServerUser): string {
  const near = join(root, 'run');
  // PostgreSQL reads the setting as a list, and a connection string quotes badly: plain characters only.
  if (Buffer.byteLength(near + SOCKET_NAME) <= LONGEST_SOCKET && /^[\w/.@+-]+$/.test(near)) return near;
  const key = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const base = statSync('/tmp', { throwIfNoEntry: false })?.isDirectory() ? '/tmp' : tmpdir();
  const far = join(base, `huixiang-${key}`);
  makePrivate(far, user);
  const found = lstatSync(far);
  const wanted = user?.uid ?? process.getuid?.();
  // In a folder everyone can write to, somebody else may have put a folder or a link of this name to listen in.
  if (!found.isDirectory() || found.uid !== wanted || (found.mode & 0o077) !== 0) {
    throw new DatabaseUnavailable(
      `${far} belongs to somebody else. Remove it, or name a shorter home with --home DIR.`,
    );
  }
  return far;
}

export function connectionUrl(place: Pick<Place, 'socket'>, database: string): string {
  return `postgresql://${OWNER}@/${database}?host=${encodeURIComponent(place.socket)}`;
}

/** The superuser of an embedded cluster and the name of its database. */
export const OWNER = 'huixiang';
