/** Works the queue in this process, and goes on doing so whatever happens to the database meanwhile. */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, runMigrations, runOnce } from 'graphile-worker';
import type { Metrics } from '../http/metrics.ts';
import type { Log } from '../log.ts';
import type { Runtime } from '../runtime.ts';
import { startHeartbeat } from './heartbeat.ts';
import { SWEEP, taskList } from './tasks.ts';

/** Between two tries to work the queue again after the database went away. Milliseconds. */
const RETRY_MS = 1000;

export interface RunningWorker {
  /** Takes no new job, tells the running ones to save their place, and resolves when they have. */
  stop(): Promise<void>;
}

/** A killed process's jobs are taken over by the others (heartbeat.ts). Throws when the database cannot be reached at the start. */
export async function startWorker(
  runtime: Runtime,
  role: string,
  options: { concurrency?: number; metrics?: Metrics } = {},
): Promise<RunningWorker> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const locks = new Set<string>();
  const begin = () => work(runtime, signal, locks, options);
  let current: Working | null = null;
  const heartbeat = await startHeartbeat(runtime, role, locks, () => {
    runtime.log.warn('this process was silent for so long that its jobs were taken over; it leaves them');
    current?.leave();
  });
  current = await begin().catch(async (error: unknown) => {
    await heartbeat.stop();
    throw error;
  });
  const again = async (): Promise<Working | null> => {
    while (!signal.aborted) {
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
      const next = await begin().catch(() => null);
      if (next) return next;
    }
    return null;
  };
  const watched = (async () => {
    for (let working: Working | null = current; working; ) {
      await working.ended;
      if (signal.aborted) return;
      runtime.log.warn('the queue was left; working it again');
      current = working = await again();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await current?.stop();
      await watched;
      // It may have come back in this very moment.
      await current?.stop();
      await heartbeat.stop();
    },
  };
}

interface Working {
  /** Resolves when it works no more, asked to or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** Tells its jobs to leave off and takes no new ones. */
  leave(): void;
}

/** `locks` gets the name in which the library locks jobs, and loses it at the end: what could not be released then is free in a while. */
async function work(
  runtime: Runtime,
  stopping: AbortSignal,
  locks: Set<string>,
  { concurrency = 4, metrics }: { concurrency?: number; metrics?: Metrics },
): Promise<Working> {
  const events = new EventEmitter();
  const leaving = new AbortController();
  const ended = new Promise<void>((resolve) => {
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => locks.add(workerPool.id));
    events.on('pool:release', ({ workerPool }: { workerPool: { id: string } }) => {
      locks.delete(workerPool.id);
      resolve();
    });
  });
  const runner = await run({
    pgPool: runtime.db.owner,
    taskList: taskList(runtime, AbortSignal.any([stopping, leaving.signal]), metrics),
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    crontab: `* * * * * ${SWEEP} ?max=3&jobKey=${SWEEP}`,
    events,
    logger: quietLogger(runtime.log),
    // From 0 on the end of a job is written by a list that is awaited and whose errors are heard. Without it (-1) the statement may come
    // after the pool is closed, and when the database goes away in that moment the rejection ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  runner.promise.catch((error: unknown) => runtime.log.warn({ err: error }, 'the queue was left'));
  const stop = (): Promise<void> => runner.stop().catch(() => undefined);
  return {
    ended,
    stop,
    leave() {
      leaving.abort();
      void stop();
    },
  };
}

export async function installQueue(runtime: Pick<Runtime, 'log' | 'db'>): Promise<void> {
  await runMigrations({ pgPool: runtime.db.owner, logger: quietLogger(runtime.log) });
}

/** Runs what is in the queue now and returns when it is empty: for commands and tests. */
export async function drainQueue(runtime: Runtime): Promise<void> {
  await runOnce({
    pgPool: runtime.db.owner,
    taskList: taskList(runtime, new AbortController().signal),
    concurrency: 2,
    noHandleSignals: true,
    logger: quietLogger(runtime.log),
  });
}

function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
  });
}
