/** The indicators of a period: sums read back and decided. */
import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { listEpochs } from '../experiments/index.ts';
import { periodOf } from './contract-period.ts';
import type { Asked, Comparison, Figure, Overview } from './contract.ts';
import { bottleneckOf, decideComparison, decideFigure, decideStages, NOTHING, type Sum } from './decide.ts';
import { isStage, type Stage, STAGES } from './contract-stages.ts';
import type { Params } from './contract-definitions.ts';
import { dayOf, paramsOf, type Version, versionsOf } from './definition-versions.ts';
import { playbookNames } from './names.ts';
import { COMPARISONS, type Compared, INDICATORS, type Key, KEYS, REASON_WORDS } from './contract-registry.ts';
import * as store from './store-read.ts';
import { askIfStale } from './sweep.ts';

export type { Frame } from './store-read.ts';

/** Longer periods are not asked for by mistake. */
const LONGEST_DAYS = 366 * 3;

export function frameOf(ctx: Context, asked: Partial<Asked>): store.Frame {
  const today = dayOf(ctx, ctx.now);
  const named = periodOf(asked.period ?? 'month', asked.to ?? today);
  const to = asked.to ?? named.to;
  const from = asked.from ?? named.from;
  if (from > to || daysBetween(from, to) > LONGEST_DAYS) throw new Problem('indicator_period', { from, to });
  const { playbook, team, person, segment, channel, script } = asked;
  return { from, to, playbook, team, person, segment, channel, script };
}

/** As long, and ending the day before. */
export function beforeOf(frame: store.Frame): store.Frame {
  const days = daysBetween(frame.from, frame.to) + 1;
  return { ...frame, from: addDays(frame.from, -days), to: addDays(frame.from, -1) };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The moments at which the days of a period begin and end, in the workspace's zone. */
export function momentsOf(ctx: Context, { from, to }: store.Frame): { start: Date; end: Date } {
  const zone = zoneCalendar(ctx.workspace.zone);
  return { start: new Date(zone.startOfDate(from)), end: new Date(zone.startOfDate(addDays(to, 1))) };
}

/** What shows since when there is something to count: what customers did, what people did. */
const HISTORIES = {
  customers: ['repurchase', 'renewal', 'renewal_pending'],
  tasks: ['plan', 'covered', 'why_control', 'opportunity'],
};

export const measureOf = (key: Key | Stage, working: boolean): string => {
  const measure = isStage(key) ? key : INDICATORS[key].measure;
  const timed = isStage(key) || INDICATORS[key].unit === 'ms';
  return timed && !working ? `${measure}_c` : measure;
};

export async function overviewOf(tx: Tx, ctx: Context, asked: Asked): Promise<Overview> {
  const frame = frameOf(ctx, asked);
  const before = beforeOf(frame);
  const working = asked.time === 'working';
  const { refreshedAt, stale } = await askIfStale(tx, ctx);
  const figures = await figuresOf(tx, ctx, frame, KEYS, working);
  const stages = await stagesOf(tx, ctx, frame, working);
  const reasons = await store.sumMeasures(
    tx,
    ctx,
    frame,
    Object.keys(REASON_WORDS).map((why) => `why_${why}`),
  );
  return {
    from: frame.from,
    to: frame.to,
    before: { from: before.from, to: before.to },
    time: asked.time,
    refreshedAt: refreshedAt?.toISOString() ?? null,
    stale,
    figures,
    stages,
    bottleneck: bottleneckOf(stages),
    reasons: Object.entries(REASON_WORDS)
      .map(([reason, name]) => ({ reason, name, n: reasons.get(`why_${reason}`)?.n ?? 0 }))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => Number(a.reason === 'control') - Number(b.reason === 'control') || b.n - a.n),
    comparisons: await comparisonsOf(tx, ctx, frame),
  };
}

export async function figuresOf(
  tx: Tx,
  ctx: Context,
  frame: store.Frame,
  keys: readonly Key[],
  working: boolean,
): Promise<Figure[]> {
  const before = beforeOf(frame);
  const versions = await versionsOf(tx, ctx);
  const params = await paramsOf(tx, ctx);
  const measures = keys.flatMap((key) => [measureOf(key, working), `${INDICATORS[key].measure}_pending`]);
  const now = await store.sumMeasures(tx, ctx, frame, [...measures, 'refund']);
  const was = await store.sumMeasures(tx, ctx, before, [...measures, 'refund']);
  const timed = keys.some((key) => INDICATORS[key].unit === 'ms');
  const middle = timed ? await store.medians(tx, ctx, frame, working) : null;
  const firsts = new Map<string, string | null>();
  for (const [group, some] of Object.entries(HISTORIES)) firsts.set(group, await store.firstCounted(tx, ctx, some));
  const found: Figure[] = [];
  for (const key of keys) {
    const measure = measureOf(key, working);
    const picture = key === 'churn' ? await store.lastPicture(tx, ctx, frame, measure) : null;
    const pictureBefore = key === 'churn' ? await store.lastPicture(tx, ctx, before, measure) : null;
    const version = versions.find(({ indicator }) => indicator === INDICATORS[key].defined);
    const measured = {
      sum: (key === 'churn' ? picture : now.get(measure)) ?? NOTHING,
      before: (key === 'churn' ? pictureBefore : was.get(measure)) ?? NOTHING,
      pending: now.get(`${measure}_pending`)?.n ?? 0,
      median: key === 'cycle' ? (middle?.total ?? null) : key === 'first_contact' ? (middle?.first ?? null) : null,
      refunds: { now: now.get('refund')?.sum ?? 0, before: was.get('refund')?.sum ?? 0 },
      at: picture?.day ?? null,
      elsewhere: INDICATORS[key].ofCustomer && frame.playbook !== undefined,
      isBeforeWhole: (firsts.get(INDICATORS[key].ofCustomer ? 'customers' : 'tasks') ?? '9') <= before.from,
      ...versionPart(version),
    };
    found.push(decideFigure(key, measured, params));
  }
  return found;
}

function versionPart(version: Version | undefined): { version: number; changedAt: string | null } {
  return { version: version?.version ?? 1, changedAt: version?.changedAt ?? null };
}

export async function stagesOf(tx: Tx, ctx: Context, frame: store.Frame, working: boolean) {
  const read = async (of: store.Frame): Promise<Map<Stage, Sum>> => {
    const sums = await store.sumMeasures(
      tx,
      ctx,
      of,
      STAGES.map((stage) => measureOf(stage, working)),
    );
    return new Map(STAGES.map((stage) => [stage, sums.get(measureOf(stage, working)) ?? NOTHING]));
  };
  const middle = await store.medians(tx, ctx, frame, working);
  const standing = await store.standing(tx, ctx, frame);
  return decideStages(
    await read(frame),
    await read(beforeOf(frame)),
    (stage) => middle?.[stage] ?? null,
    new Map(
      standing.map(({ stage, n, since }) => [stage as Stage, { n, oldestMs: ctx.now.getTime() - since.getTime() }]),
    ),
  );
}

async function comparisonsOf(tx: Tx, ctx: Context, frame: store.Frame): Promise<Comparison[]> {
  const rows = await store.sumArms(tx, ctx, frame, Object.values(COMPARISONS));
  const names = await playbookNames(tx, ctx);
  const found: Comparison[] = [];
  for (const playbook of new Set(rows.map((row) => row.playbook))) {
    const epochs = await listEpochs(tx, ctx.workspace.id, playbook);
    const shares = [...new Set(epochs.map(({ holdout }) => holdout))];
    // Nobody held out: nothing to compare with.
    if (shares.every((share) => share === 0)) continue;
    for (const [key, measure] of Object.entries(COMPARISONS) as [Compared, string][]) {
      const arm = (name: string): Sum =>
        rows.find((row) => row.playbook === playbook && row.measure === measure && row.arm === name) ?? NOTHING;
      const arms = { t: arm('treatment'), c: arm('control') };
      if (arms.t.n + arms.c.n === 0) continue;
      const holdout = shares.length === 1 ? (shares[0] ?? null) : null;
      found.push({
        key,
        name: INDICATORS[key].name,
        playbook,
        playbookName: names(playbook),
        ...decideComparison(key, arms, holdout),
      });
    }
  }
  return found;
}

/** One figure, for rooms downstream and slots upstream. */
export async function figureOf(tx: Tx, ctx: Context, key: Key, asked: Partial<Asked>): Promise<Figure> {
  const [figure] = await figuresOf(tx, ctx, frameOf(ctx, asked), [key], asked.time !== 'calendar');
  if (!figure) throw new Error(`no figure for ${key}`);
  return figure;
}

export type { Params };
