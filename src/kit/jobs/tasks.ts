/** What the queue can be asked to do: every job and subscriber of every feature, and the sweep. */
import type { TaskList } from 'graphile-worker';
import { subscriberTask } from '../bus.ts';
import { type Context, SYSTEM } from '../context.ts';
import { Problem } from '../errors.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Runtime } from '../runtime.ts';
import { DUE, type DueJob, sweepDue, tick } from './due.ts';
import type { JobEnvelope } from './enqueue.ts';
import type { JobRun } from './job.ts';

type Handler = (ctx: Context, payload: unknown, job: JobRun) => Promise<void>;

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

async function dispatch(runtime: Runtime, handle: Handler, envelope: JobEnvelope, jobRun: JobRun): Promise<void> {
  const ctx = await runtime.open(envelope.workspace, SYSTEM, { depth: envelope.depth }).catch((error: unknown) => {
    // The workspace has been deleted meanwhile (a scratch copy replaced): nothing is left to do.
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  });
  if (ctx) await handle(ctx, envelope.payload, jobRun);
}

/** A crontab line takes no dot in the name of a task. */
export const SWEEP = 'kit:sweep';

/** `signal` is aborted when the process is asked to stop. */
export function taskList(runtime: Runtime, signal: AbortSignal, metrics?: Metrics): TaskList {
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
        if (signal.aborted) {
          metrics?.jobs.inc({ task, outcome: 'interrupted' });
          runtime.log.info({ err: error, task }, 'job interrupted by the stop of this process; it runs again');
        } else {
          metrics?.jobs.inc({ task, outcome: 'failed' });
          runtime.log.error({ err: error, task, attempts }, 'job failed');
        }
        throw error;
      }
    };
  }
  tasks[SWEEP] = () => tick(runtime);
  tasks[DUE] = (payload) => sweepDue(runtime, payload as DueJob);
  return tasks;
}
