/** What would be under today's definition, beside what was registered. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { metricsOf } from '../metrics/index.ts';
import { redefinitionOf } from '../playbooks/index.ts';
import type { Recomputed, Redefined, Scorecard } from './contract.ts';
import { decideScorecard } from './decide.ts';
import { note } from './decide-notes.ts';
import { CAVEAT, figuresOf, tellMetricChange, tellPlaybookChange } from './decide-redefined.ts';
import type { ScorecardTotals } from './decide-totals.ts';
import { registeredIn } from './process.ts';
import { definitionOf, settingOf } from './rollup/read.ts';
import type { Framed } from './frame.ts';

/** Read customer by customer, so many take a second and keep the card waiting. For more the figures come by themselves, after it. */
const MOST = 2_000;

export interface Recomputing {
  readonly framed: Framed;
  readonly card: Scorecard;
  /** Also where it takes long. */
  readonly always: boolean;
  /** The sums under another definition, with metrics as they are defined now. */
  readonly totalsOf: (framed: Framed) => Promise<ScorecardTotals>;
}

/** null: nothing of the definition was changed since. */
export async function recompute(
  tx: Tx,
  ctx: Context,
  { framed, card, always, totalsOf }: Recomputing,
): Promise<Recomputed | null> {
  const { playbook, epoch, registered, frame } = framed;
  const { changes, today } = await redefinitionOf(tx, ctx, playbook.key, registered, epoch.holdout);
  const dateOf = (at: Date): string => zoneCalendar(ctx.workspace.zone).dateOf(at.getTime());
  const setting = { currency: ctx.workspace.currency, liveVersion: playbook.liveVersion, dateOf };
  const told: Redefined[] = [
    ...changes.map((change) => tellPlaybookChange(change, setting)),
    ...(await metricChanges(tx, ctx, new Date(epoch.startsAt), dateOf)),
  ];
  if (told.length === 0) return null;
  const under: Framed = {
    ...framed,
    registered: today,
    frame: { ...frame, goal: today.goal.event, windowDays: today.windowDays, refundDays: today.refundDays },
  };
  const answer = { pre_registered: false as const, caveat: CAVEAT, changes: told };
  const summed = definitionOf(settingOf(ctx, frame)) === definitionOf(settingOf(ctx, under.frame));
  const byRow = card.enrolled.t + card.enrolled.c - (summed ? (card.basis?.summed ?? 0) : 0);
  if (!always && byRow > MOST)
    return { ...answer, figures: null, missing: note('recomputed_when_asked', { n: byRow }) };
  return { ...answer, figures: figuresOf(decideScorecard(await totalsOf(under))), missing: null };
}

async function metricChanges(tx: Tx, ctx: Context, startsAt: Date, dateOf: (at: Date) => string): Promise<Redefined[]> {
  return (await metricsOf(tx, ctx)).flatMap((metric) => {
    const [before, today] = [registeredIn(metric, startsAt), metric.versions[0]];
    if (!today || canonicalJson(before.definition) === canonicalJson(today.definition)) return [];
    return [tellMetricChange(metric, before, today, dateOf)];
  });
}
