import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker';
import { subscriberTask } from '../bus.ts';
import { SYSTEM } from '../context.ts';
import { Problem } from '../errors.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Log } from '../log.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../runtime.ts';
import type { JobEnvelope } from './enqueue.ts';
import type { JobRun } from './job.ts';
import { startHeartbeat } from './heartbeat.ts';

type Handler = Parameters<typeof dispatch>[1];

/** Every job and subscriber of every feature by its task name. */
export function handlersOf(runtime: Runtime): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const feature of runtime.features) {
    for (const job of feature.jobs ?? []) handlers.set(job.task, job.run);
    for (const subscriber of feature.subscribers ?? []) {
      handlers.set(subscriberTask(subscriber), (ctx, payload) => subscriber.handle(ctx, payload));
    }
  }
  return handlers;
}

async function dispatch(
  runtime: Runtime,
  handle: (ctx: import('../context.ts').Context, payload: unknown, job: JobRun) => Promise<void>,
  envelope: JobEnvelope,
  jobRun: JobRun,
): Promise<void> {
  const ctx = await runtime.open(envelope.workspace, SYSTEM, { depth: envelope.depth }).catch((error: unknown) => {
    // The workspace has been deleted meanwhile (a scratch copy replaced): nothing is left to do.
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  });
  if (ctx) await handle(ctx, envelope.payload, jobRun);
}

// A crontab line takes no dot in the name of a task.
const SWEEP = 'kit:sweep';

function taskList(runtime: Runtime, signal: AbortSignal, metrics?: Metrics): TaskList {
  const tasks: TaskList = {};
  for (const [task, handle] of handlersOf(runtime)) {
    tasks[task] = async (payload, helpers) => {
      const { attempts, max_attempts: most } = helpers.job;
      try {
        await dispatch(runtime, handle, payload as JobEnvelope, {
          attempt: attempts,
          lastAttempt: attempts >= most,
          log: runtime.log,
          signal,
        });
        metrics?.jobs.inc({ task, outcome: 'done' });
      } catch (error) {
        metrics?.jobs.inc({ task, outcome: 'failed' });
        runtime.log.error({ err: error, task, attempts }, 'job failed');
        throw error;
      }
    };
  }
  tasks[SWEEP] = () => sweepAll(runtime);
  return tasks;
}

/** Whatever time brings due, for every workspace that lives in real time. One workspace's failure does not stop the others. */
export async function sweepAll(runtime: Runtime): Promise<void> {
  const workspaces = await runtime.db.beyondWorkspaces((tx) => runtime.only(workspaceDirectory).list(tx));
  for (const workspace of workspaces) {
    if (workspace.kind === 'scratch') continue;
    for (const feature of runtime.features) {
      for (const sweep of feature.sweeps ?? []) {
        await sweep.run(contextIn(runtime, workspace, SYSTEM)).catch((error: unknown) => {
          runtime.log.error({ err: error, sweep: sweep.name, workspace: workspace.id }, 'sweep failed');
        });
      }
    }
  }
}

export interface RunningWorker {
  stop(): Promise<void>;
}

/** Works the queue in this process until stopped; a killed process's jobs are taken over by the others (heartbeat.ts). */
export async function startWorker(
  runtime: Runtime,
  role: string,
  options: { concurrency?: number; metrics?: Metrics } = {},
): Promise<RunningWorker> {
  const stopping = new AbortController();
  const workerIds: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => workerIds.push(worker.workerId));
  const heartbeat = await startHeartbeat(runtime, role, workerIds);
  const runner = await run({
    pgPool: runtime.db.owner,
    taskList: taskList(runtime, stopping.signal, options.metrics),
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 1000,
    crontab: `* * * * * ${SWEEP} ?max=3&jobKey=${SWEEP}`,
    events,
    logger: quietLogger(runtime.log),
  });
  runner.promise.catch((error: unknown) => runtime.log.error({ err: error }, 'worker stopped'));
  return {
    async stop() {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await heartbeat.stop();
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
