/** Starts the server in a session of its own, so that it outlives the process that started it and serves the others on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { explainSpawnError, serverEnvironment } from './cluster.ts';
import { explainServerOutput } from './failure.ts';
import type { Place } from './place.ts';
import { servesFolder, startOf } from './process-identity.ts';
import type { Settings } from './settings.ts';

/** While the children of a killed server still hold its shared memory, a new one refuses; they notice and leave in seconds. */
const WAIT_FOR_CHILDREN = 30_000;

/** Call it under the start lock. Resolves when `accepts` says yes; throws one clear line when the server gives up. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  settings: Settings,
  accepts: () => Promise<boolean>,
): Promise<void> {
  const until = Date.now() + WAIT_FOR_CHILDREN;
  for (;;) {
    disownStalePids(place);
    const before = logSize(place);
    const output = join(place.log, 'start.log');
    const child = launch(place, binaries, settings, output);
    const failed = await waitUntilReady(child, accepts);
    if (!failed) return;
    if (failed instanceof Error) throw explainSpawnError(failed, binaries.postgres);
    const said = `${readFileSync(output, 'utf8')}\n${logSince(place, before)}`;
    const held = /pre-existing shared memory block|lock file "[^"]+" already exists/.test(said);
    if (!held || Date.now() > until) throw explainServerOutput(said, place.data, place.log);
    await sleep(100);
    if (await accepts()) return;
  }
}

const pidFile = (place: Place): string => join(place.data, 'postmaster.pid');

/** The id in postmaster.pid; undefined when there is none. */
export function readPostmasterPid(place: Place): number | undefined {
  return readPid(pidFile(place));
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/**
 * After a crash the id in the lock files may belong to another program (in containers it often does) or to a dead child that
 * nobody reaps (there too), and PostgreSQL would wait for it for ever. It takes the id of its own parent, which is us, for
 * stale. The files stay: they also name the shared memory by which it knows that children of the old server still live.
 */
function disownStalePids(place: Place): void {
  for (const file of [pidFile(place), join(place.socket, '.s.PGSQL.5432.lock')]) {
    const pid = readPid(file);
    if (!pid || servesFolder(pid, place.data)) continue;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  }
}

function launch(place: Place, binaries: Binaries, settings: Settings, output: string): ChildProcess {
  const file = openSync(output, 'w', 0o600);
  if (place.user) chownSync(output, place.user.uid, place.user.gid);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', place.data, '-k', place.socket, ...options], {
    ...place.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', file, file],
    env: serverEnvironment(),
  });
  closeSync(file);
  child.unref();
  return child;
}

/** False when it is ready, true when it ended, the error when it could not be run. Recovery may take as long as it takes. */
async function waitUntilReady(child: ChildProcess, accepts: () => Promise<boolean>): Promise<Error | boolean> {
  let failed: Error | undefined;
  child.on('error', (error) => {
    failed = error;
  });
  for (;;) {
    if (failed) return failed;
    if (child.exitCode !== null || child.signalCode !== null) return true;
    if (child.pid && (await accepts())) return false;
    await sleep(20);
  }
}

/** Where the server writes once it has begun: a file per weekday, see settings. */
function logFile(place: Place): string {
  const day = new Date().toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
  return join(place.log, `postgres-${day}.log`);
}

function logSize(place: Place): number {
  return statSync(logFile(place), { throwIfNoEntry: false })?.size ?? 0;
}

function logSince(place: Place, size: number): string {
  const file = logFile(place);
  return existsSync(file) ? readFileSync(file).subarray(size).toString('utf8') : '';
}

/** Fast shutdown: open transactions are rolled back, a checkpoint is written. Resolves when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const start = startOf(pid);
  process.kill(pid, 'SIGINT');
  while (start !== undefined && startOf(pid) === start) await sleep(20);
}
