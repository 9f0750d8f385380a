/** Gathers what was done and what people said, from the rooms that know. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { CHANNEL_WORDS } from '../messages/index.ts';
import { type Metric, metricsOf, type MetricVersion, trendOf, versionFor } from '../metrics/index.ts';
import { type CycleStats, cycleStats, type Latest } from '../tasks/index.ts';
import { type Sum, total } from './decide-sums.ts';
import type {
  CycleTotals,
  ProcessTotals,
  ReachTotals,
  SatisfactionTotals,
  SatisfactionTrend,
} from './decide-totals.ts';
import type { Sums } from './rollup/read.ts';
import { asked, contact, type Measure, reach, scores } from './store-measures.ts';
import type { Frame } from './store.ts';

export interface Gathered {
  readonly process: ProcessTotals;
  readonly contact: readonly Sum[];
}

/** Metrics whose trend the scorecard shows. */
const TRENDS = ['nps', 'csat'];

export async function gather(
  tx: Tx,
  ctx: Context,
  frame: Frame,
  sums: Sums,
  enteredFrom: Date | null,
  /** Metrics as they were defined then; null: as they are now. */
  definedAt: Date | null,
): Promise<Gathered> {
  const { subject: playbook, epoch, asOf } = frame;
  // What was written after a moment that has passed is told from what was written before it by its rows alone.
  const past = asOf < ctx.now;
  const told = (measure: Measure) => (past ? sums.readRows(measure) : sums.read(measure, 'entered', 0));
  const reached = enteredFrom ? await told(reach(sums.setting, past ? asOf : null)) : [];
  const [questions = 0, answers = 0] = enteredFrom
    ? total(await told(asked(sums.setting, past ? asOf : null)), {})
    : [];
  return {
    process: {
      reach: reachOf(reached),
      asked: { asked: questions, answered: answers },
      cycle: cycleOf(await cycleStats(tx, ctx, { playbook, epoch, to: asOf })),
      satisfaction: await satisfactionOf(
        tx,
        ctx,
        definedAt,
        enteredFrom ? await sums.read(scores(sums.setting), 'matured') : [],
      ),
      trends: enteredFrom ? await trendsOf(tx, ctx, frame, enteredFrom) : [],
    },
    contact: enteredFrom ? await sums.read(contact(sums.setting), 'matured') : [],
  };
}

export function cycleOf({ n, done, quantiles, withinHour, latest }: CycleStats & Latest): CycleTotals {
  const { p50, p90, workP50, workP90 } = quantiles;
  return { n, done, latest, p50, p90, working: { p50: workP50, p90: workP90, withinHour } };
}

function reachOf(sums: readonly Sum[]): ReachTotals[] {
  return [...new Set(sums.map(({ key }) => key[0] ?? ''))].toSorted().map((channel) => {
    const [wanted = 0, sent = 0, delivered = 0, acceptedOnly = 0, answered = 0] = total(sums, { 0: channel });
    const names: Readonly<Record<string, ReachTotals['name']>> = CHANNEL_WORDS;
    const name = channel === '' ? null : (names[channel] ?? { zh: channel, en: channel });
    return { channel: channel === '' ? null : channel, name, wanted, sent, delivered, acceptedOnly, answered };
  });
}

export async function satisfactionOf(
  tx: Tx,
  ctx: Context,
  definedAt: Date | null,
  sums: readonly Sum[],
): Promise<SatisfactionTotals[]> {
  const given = (metric: string, arm: string) =>
    sums
      .filter(({ key }) => key[0] === metric && key[1] === arm)
      .map(({ key, v }) => ({ score: Number(key[2]), n: v[0] ?? 0 }));
  return (await metricsOf(tx, ctx)).map((known) => ({
    metric: known.metric,
    name: known.name,
    definition: (definedAt ? registeredIn(known, definedAt) : versionFor(ctx, known, null)).definition,
    treatment: given(known.metric, 'treatment'),
    control: given(known.metric, 'control'),
  }));
}

/** The version in force at that moment; of a metric made later its first. What an epoch started with stays its own. */
export function registeredIn({ metric, versions }: Metric, at: Date): MetricVersion {
  const found = versions.find(({ createdAt }) => createdAt === null || new Date(createdAt) <= at) ?? versions.at(-1);
  if (!found) throw new Error(`${metric} has no version`);
  return found;
}

async function trendsOf(tx: Tx, ctx: Context, frame: Frame, from: Date): Promise<SatisfactionTrend[]> {
  const trends: SatisfactionTrend[] = [];
  for (const known of await metricsOf(tx, ctx)) {
    if (!TRENDS.includes(known.metric)) continue;
    const points = await trendOf(tx, ctx, {
      metric: known.metric,
      playbook: frame.subject,
      epoch: frame.epoch,
      from: monthOf(ctx, from),
      to: monthOf(ctx, frame.asOf),
      rates: false,
    });
    const { kind } = versionFor(ctx, known, null).definition;
    trends.push({
      metric: known.metric,
      name: known.name,
      kind,
      points: points.map(({ period, n, value, ci, version }) => ({ period, n, value, ci, version })),
    });
  }
  return trends;
}

function monthOf(ctx: Context, at: Date): string {
  return zoneCalendar(ctx.workspace.zone).dateOf(at.getTime()).slice(0, 7);
}
