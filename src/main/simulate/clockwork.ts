/** Time in a simulated workspace: contexts at any instant, and at each moment everything that is due, by the code that runs live. */
import { type Actor, type Context, EVERYTHING, type OutboxJob, SYSTEM, type Workspace } from '../../kit/context.ts';
import { handlersOf } from '../../kit/jobs/tasks.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { atOnce } from './at-once.ts';
import type { Staffer } from './staff.ts';

export interface Spent {
  readonly ms: number;
  readonly times: number;
}

export interface Clockwork {
  /** A context whose clock stands at this instant; of the program itself unless a member of the house is given. */
  at(ms: number, as?: Staffer): Context;
  /** What has become due, and all that it causes. */
  strike(ms: number): Promise<void>;
  /** Runs the jobs that were caused since, at this instant. */
  drain(ms: number): Promise<void>;
  /** Where the time went, by sweep and job. */
  timed<T>(name: string, work: () => Promise<T>): Promise<T>;
  readonly spent: ReadonlyMap<string, Spent>;
}

/** Jobs of one kind do not wait for each other, in the live program neither. Those that ask for the same (to look what waits) are one. */
function byTask(jobs: readonly OutboxJob[]): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const kinds = new Map<string, Map<string, unknown>>();
  for (const { task, payload } of jobs) {
    const same = kinds.get(task) ?? new Map<string, unknown>();
    kinds.set(task, same.set(JSON.stringify(payload), payload));
  }
  return kinds;
}

/** Most rounds of jobs that cause jobs at one moment: beyond this something drives itself. */
const MOST_ROUNDS = 60;

export function startClockwork(runtime: Runtime, workspace: Workspace): Clockwork {
  const outbox: OutboxJob[] = [];
  const handlers = handlersOf(runtime);
  const spent = new Map<string, Spent>();
  const run = { attempt: 1, lastAttempt: true, log: runtime.log, signal: new AbortController().signal };

  const at = (ms: number, as?: Staffer): Context => {
    const actor: Actor = as ? { kind: 'user', id: as.userId, name: as.name } : SYSTEM;
    const ctx = contextIn(runtime, { ...workspace, clock: new Date(ms) }, actor, {
      outbox,
      scope: as?.scope ?? EVERYTHING,
      ...(as ? { permissions: as.permissions } : {}),
    });
    // Cut off, a simulation begins anew: its commits need not wait for the disk.
    return { ...ctx, tx: (work) => runtime.db.inWorkspace(workspace.id, work, { lazily: true }) };
  };
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work();
    const { ms, times } = spent.get(name) ?? { ms: 0, times: 0 };
    spent.set(name, { ms: ms + performance.now() - began, times: times + 1 });
    return done;
  };
  const drain = async (ms: number): Promise<void> => {
    const ctx = at(ms);
    for (let round = 0; outbox.length > 0; round++) {
      if (round > MOST_ROUNDS)
        throw new Error(`jobs keep causing jobs at ${ctx.now.toISOString()}: ${outbox[0]?.task}`);
      for (const [task, jobs] of byTask(outbox.splice(0))) {
        const handle = handlers.get(task);
        if (!handle) throw new Error(`no feature handles the job ${task}`);
        await atOnce(
          [...jobs],
          ([key]) => key,
          ([, payload]) => timed(task, () => handle({ ...ctx, depth: ctx.depth + 1 }, payload, run)),
        );
      }
    }
  };
  return {
    at,
    drain,
    timed,
    spent,
    async strike(ms) {
      const ctx = at(ms);
      for (const feature of runtime.features)
        for (const sweep of feature.sweeps ?? []) if (!sweep.upkeep) await timed(sweep.name, () => sweep.run(ctx));
      await drain(ms);
    },
  };
}
