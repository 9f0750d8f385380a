/** Gathers what was done and what people said, from the rooms that know. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { CHANNEL_WORDS, reachStats } from '../messages/index.ts';
import { askedOf, metricsOf, trendOf, versionFor } from '../metrics/index.ts';
import { cycleStats } from '../tasks/index.ts';
import type { ProcessTotals, ReachTotals, SatisfactionTotals, SatisfactionTrend } from './decide-totals.ts';
import type { Frame } from './store.ts';
import { type ContactSums, sumContacts, sumScores } from './store-process.ts';

export interface Gathered {
  readonly process: ProcessTotals;
  readonly contacts: readonly ContactSums[];
}

/** Metrics whose trend the scorecard shows. */
const TRENDS = ['nps', 'csat'];

export async function gather(tx: Tx, ctx: Context, frame: Frame, enteredFrom: Date | null): Promise<Gathered> {
  const { subject: playbook, epoch, asOf } = frame;
  const of = { playbook, epoch, to: asOf };
  const reach = (await reachStats(tx, ctx, of)).map(
    ({ channel, wanted, sent, delivered, acceptedOnly, answered }): ReachTotals => ({
      channel,
      name: channel === null ? null : CHANNEL_WORDS[channel],
      wanted,
      sent,
      delivered,
      acceptedOnly,
      answered,
    }),
  );
  const { n, done, quantiles, withinHour } = await cycleStats(tx, ctx, of);
  return {
    process: {
      reach,
      asked: await askedOf(tx, ctx, of),
      cycle: {
        n,
        done,
        p50: quantiles.p50,
        p90: quantiles.p90,
        working: { p50: quantiles.workP50, p90: quantiles.workP90, withinHour },
      },
      satisfaction: await satisfactionOf(tx, ctx, frame),
      trends: enteredFrom ? await trendsOf(tx, ctx, frame, enteredFrom) : [],
    },
    contacts: await sumContacts(tx, frame),
  };
}

async function satisfactionOf(tx: Tx, ctx: Context, frame: Frame): Promise<SatisfactionTotals[]> {
  const sums = await sumScores(tx, frame);
  const scores = (metric: string, arm: string) => sums.filter((row) => row.metric === metric && row.arm === arm);
  return (await metricsOf(tx, ctx)).map((known) => ({
    metric: known.metric,
    name: known.name,
    definition: versionFor(ctx, known, monthOf(ctx, frame.asOf)).definition,
    treatment: scores(known.metric, 'treatment'),
    control: scores(known.metric, 'control'),
  }));
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
