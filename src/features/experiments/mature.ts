/** What time brings to experiments: windows end, pairs are counted, evidence grows, an alarm stops the harm. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { audit } from '../access/index.ts';
import { NOTHING, takeGuards, takeOutcomes } from './decide-trial.ts';
import * as trials from './store-trials.ts';
import * as units from './store-units.ts';

const BATCH = 2000;

export const matureTrials: Sweep = {
  name: 'experiments.mature',
  async run(ctx) {
    const running = await ctx.tx((tx) => trials.runningTrials(tx, ctx.workspace.id));
    for (const { experiment_id: id } of running) while (await ctx.tx((tx) => step(tx, ctx, id)));
  },
  next: (ctx) => ctx.tx((tx) => units.nextDue(tx, ctx.workspace.id, ctx.now)),
};

/** One batch; true when there may be more. */
async function step(tx: Tx, ctx: Context, id: string): Promise<boolean> {
  const workspace = ctx.workspace.id;
  const trial = await trials.findTrial(tx, workspace, id, true);
  if (trial?.state !== 'running') return false;
  const frame = { experiment: id, playbook: trial.playbook, part: trial.part, outcome: trial.registered.plan.outcome };
  const guarded = await units.matureGuards(tx, workspace, id, ctx.now, BATCH);
  const matured = await units.matureOutcomes(tx, workspace, frame, ctx.now, BATCH);
  const counted = await count(tx, ctx, trial);
  return guarded === BATCH || matured === BATCH || counted;
}

async function count(tx: Tx, ctx: Context, trial: trials.TrialRow): Promise<boolean> {
  const { experiment_id: id } = trial;
  const before = trial.progress ?? NOTHING;
  const guardRows = inOrder(await pairs('guards', before.optedOut.n), before.optedOut.n);
  const guards = takeGuards(
    before,
    guardRows.map(({ a, b, a2, b2 }) => ({ optedOut: [a, b], complained: [a2, b2] })),
  );
  // What is proven stays proven: no further pair is looked at.
  const rows =
    trial.verdict === 'not_yet' && !guards.alarm
      ? inOrder(await pairs('outcome', before.outcome.n), before.outcome.n)
      : [];
  const outcome = takeOutcomes(
    guards.progress,
    rows.map(({ a, b }) => [a, b] as const),
    trial.registered.rules.leastPairs ?? 0,
  );
  if (guardRows.length + rows.length === 0) return false;
  const verdict = guards.alarm ? 'guardrail' : trial.verdict === 'not_yet' ? outcome.verdict : trial.verdict;
  await trials.saveProgress(tx, ctx.workspace.id, id, {
    progress: outcome.progress,
    verdict,
    decidedAt: verdict === trial.verdict ? trial.decided_at : ctx.now,
  });
  const { progress } = outcome;
  await trials.saveLook(tx, ctx.workspace.id, id, {
    day: zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime()),
    blocks: progress.outcome.n,
    e: progress.outcome.e,
    optedOut: progress.optedOut.e,
    complained: progress.complained.e,
    at: ctx.now,
  });
  if (guards.alarm) {
    await trials.endTrial(tx, ctx.workspace.id, id, { reason: 'guardrail', at: ctx.now });
    const detail = { playbook: trial.playbook, part: trial.part, number: trial.number };
    await audit(tx, ctx, { action: 'experiments.alarmed', entity: 'experiment', entityId: id, detail });
    return false;
  }
  return guardRows.length === BATCH || (rows.length === BATCH && verdict === 'not_yet');

  function pairs(what: 'outcome' | 'guards', after: number): Promise<units.PairRow[]> {
    return units.nextPairs(tx, ctx.workspace.id, id, { what, after, limit: BATCH });
  }
}

/** Up to the first pair that is not counted yet: none is passed over. */
function inOrder(rows: readonly units.PairRow[], after: number): units.PairRow[] {
  const gap = rows.findIndex((row, index) => row.block !== after + index + 1);
  return gap < 0 ? [...rows] : rows.slice(0, gap);
}
