/** Walks history again in a scratch copy, with the code that runs live. Jobs are run here, at the walk's own time, never by the queue. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { type Context, type OutboxJob, SYSTEM } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import { copyRows } from '../../kit/db/workspace-rows.ts';
import { Problem } from '../../kit/errors.ts';
import type { Sweep } from '../../kit/feature.ts';
import { nextSweep, sweepsOf } from '../../kit/jobs/sweep.ts';
import { handlersOf } from '../../kit/jobs/tasks.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import {
  deleteScratchWorkspace,
  ensureWorkspace,
  holdWorkspace,
  type KnownWorkspace,
  moveClock,
} from '../access/index.ts';

export interface Walk {
  readonly into: string;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  readonly assumeConsent: boolean;
  /** Called at the first local day and then now and again; false stops the walk. */
  readonly onDay: (at: Date, summary: Readonly<Record<string, number>>) => Promise<boolean>;
}

/** Progress is told this often, in real time: a walked day may take a few milliseconds. */
const TELL_MS = 300;
/** Most rounds of jobs that cause jobs at one moment: beyond this something drives itself. */
const MOST_ROUNDS = 50;

export async function walkHistory(
  source: Context,
  walk: Walk,
): Promise<{ finished: boolean; summary: Record<string, number> }> {
  const { runtime } = source;
  const workspace = await prepareScratch(source, walk);
  const outbox: OutboxJob[] = [];
  const at = (now: Date): Context => {
    const ctx = contextIn(runtime, { ...workspace, clock: now }, SYSTEM, { outbox });
    // Cut off, a walk begins anew: its commits need not wait for the disk.
    const tx: Context['tx'] = (work) =>
      runtime.db.inWorkspace(workspace.id, (tx) => hold(tx, workspace).then(() => work(tx)), { lazily: true });
    return { ...ctx, tx };
  };
  const summary = { steps: 0, days: 0, fed: 0 };

  const start = at(walk.from);
  for (const feature of runtime.features) await feature.replay?.begin?.(start);
  summary.fed += await feedAll(runtime, source, start, null, walk.from);
  // What happened before the walk is history: it tells nobody.
  outbox.length = 0;
  // Fresh statistics: a scratch copy appears at once, and plans made for an empty workspace take seconds instead of milliseconds.
  const written = runtime.features.flatMap((feature) => (feature.tables ?? []).map((table) => table.name));
  await analyzeTables(runtime.db.owner, written);

  const sweeps = sweepsOf(runtime).filter(({ upkeep, live }) => !upkeep && !live);
  let now = walk.from;
  let day = '';
  let told = Number.NEGATIVE_INFINITY;
  while (now < walk.to) {
    const ctx = at(now);
    const today = zoneCalendar(workspace.zone).dateOf(now.getTime());
    if (today !== day) {
      day = today;
      summary.days += 1;
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        await ctx.tx((tx) => moveClock(tx, workspace.id, now));
        if (!(await walk.onDay(now, summary))) return { finished: false, summary };
      }
    }
    for (const sweep of sweeps) await sweep.run(ctx);
    await drain(runtime, ctx, outbox);
    const next = await nextStop(ctx, sweeps, walk.to);
    summary.fed += await feedAll(runtime, source, at(next), now, next);
    await drain(runtime, at(next), outbox);
    now = next;
    summary.steps += 1;
  }
  await analyzeTables(runtime.db.owner, written);
  await at(walk.to).tx((tx) => moveClock(tx, workspace.id, walk.to));
  return { finished: true, summary };
}

/**
 * Nothing is written into a copy that another walk has made anew: a process that slept for a while, and whose job was taken over, wakes up
 * in the middle of its day.
 */
async function hold(tx: Tx, workspace: KnownWorkspace): Promise<void> {
  if (!(await holdWorkspace(tx, workspace))) throw new Problem('replay_taken_over', { into: workspace.id });
}

async function prepareScratch(source: Context, walk: Walk): Promise<KnownWorkspace> {
  const { runtime } = source;
  const tables = runtime.features.flatMap((feature) => feature.tables ?? []);
  await deleteScratchWorkspace(runtime, walk.into);
  const { name, zone, currency, locale, id } = source.workspace;
  const workspace = await ensureWorkspace(runtime, walk.into, {
    name,
    zone,
    currency,
    locale,
    kind: 'scratch',
    clock: walk.from,
    assumeConsent: walk.assumeConsent,
    copiedFrom: id,
  });
  for (const table of tables) {
    if (table.replay === 'copy') await copyRows(runtime.db.owner, table.name, id, walk.into);
  }
  return workspace;
}

async function feedAll(runtime: Runtime, source: Context, into: Context, from: Date | null, to: Date): Promise<number> {
  let fed = 0;
  for (const feature of runtime.features) fed += (await feature.replay?.feed?.(source, into, from, to)) ?? 0;
  return fed;
}

async function drain(runtime: Runtime, ctx: Context, outbox: OutboxJob[]): Promise<void> {
  const handlers = handlersOf(runtime);
  const signal = new AbortController().signal;
  for (let round = 0; outbox.length > 0; round++) {
    if (round > MOST_ROUNDS) throw new Error(`jobs keep causing jobs at ${ctx.now.toISOString()}: ${outbox[0]?.task}`);
    for (const { task, payload } of outbox.splice(0)) {
      const handle = handlers.get(task);
      if (!handle) throw new Error(`no feature handles the job ${task}`);
      await handle({ ...ctx, depth: ctx.depth + 1 }, payload, {
        attempt: 1,
        lastAttempt: true,
        log: runtime.log,
        signal,
      });
    }
  }
}

/** The next midnight of the workspace, or an earlier moment at which some feature has something to do. */
async function nextStop(ctx: Context, sweeps: readonly Sweep[], end: Date): Promise<Date> {
  const midnight = new Date(zoneCalendar(ctx.workspace.zone).startOfDay(ctx.now.getTime(), 1));
  const due = await nextSweep(ctx, sweeps);
  const next = due && due < midnight ? due : midnight;
  return next < end ? next : end;
}
