import type { Context } from '../context.ts';
import type { Log } from '../log.ts';

/** Work done after a commit, at least once: it must be safe to run twice. */
export interface Job {
  /** Feature and verb, for example `customers.import`. */
  readonly task: string;
  readonly run: (ctx: Context, payload: unknown, job: JobRun) => Promise<void>;
}

export interface JobRun {
  readonly attempt: number;
  readonly lastAttempt: boolean;
  readonly log: Log;
  /** Aborted when the process is asked to stop: long work saves its place and returns. */
  readonly signal: AbortSignal;
}

export function job<P>(task: string, run: (ctx: Context, payload: P, job: JobRun) => Promise<void>): Job {
  return { task, run: (ctx, payload, jobRun) => run(ctx, payload as P, jobRun) };
}
