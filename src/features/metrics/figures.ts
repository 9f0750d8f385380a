/** Figures, groups and trends, from the counts. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type AskedFilter, askedOf } from './asked.ts';
import type { Figure, Group, GroupBy, Metric, Point } from './contract.ts';
import { decideFigure, decideRate } from './decide.ts';
import { type CountFilter, type CountRow, formsAsking, listDimensions, sumCounts } from './store.ts';
import { requireMetric, versionFor } from './versions.ts';

export interface FigureInput extends Omit<CountFilter, 'dimension'> {
  readonly metric: string;
  /** A row of the question; the whole when left out. */
  readonly dimension?: string | undefined;
  readonly by?: GroupBy | undefined;
  readonly version?: number | undefined;
  /** Left out, who was asked is not counted: a question to each month's links. */
  readonly rates?: boolean | undefined;
}

export async function figureOf(tx: Tx, ctx: Context, input: FigureInput): Promise<{ figure: Figure; groups: Group[] }> {
  const metric = await requireMetric(tx, ctx, input.metric);
  const rows = await sumCounts(tx, ctx.workspace.id, input);
  // Who was asked something else was not asked this.
  const of = await formsAsking(tx, ctx.workspace.id, input.metric);
  const figure = await figureFrom(tx, ctx, metric, rows, input, of);
  return { figure, groups: input.by ? await groupsOf(tx, ctx, metric, input, input.by, of) : [] };
}

async function figureFrom(
  tx: Tx,
  ctx: Context,
  metric: Metric,
  rows: readonly CountRow[],
  filter: Omit<FigureInput, 'metric'>,
  of: AskedFilter['of'],
): Promise<Figure> {
  const { version, definition } = versionFor(ctx, metric, filter.to ?? null, filter.version);
  const rate = filter.rates === false ? null : decideRate(await askedOf(tx, ctx, { ...askedFilter(ctx, filter), of }));
  return { metric: metric.metric, version, ...decideFigure(definition, rows), rate };
}

/** Months as moments in the workspace's zone. */
export function askedFilter(
  ctx: Context,
  filter: Pick<FigureInput, 'playbook' | 'epoch' | 'form' | 'channel' | 'from' | 'to'>,
): AskedFilter {
  const { playbook, epoch, form, channel, from, to } = filter;
  const days = zoneCalendar(ctx.workspace.zone);
  const start = (month: string, later = 0) => {
    const [year = 1970, at = 1] = month.split('-').map(Number);
    const first = new Date(Date.UTC(year, at - 1 + later, 1)).toISOString().slice(0, 10);
    return new Date(days.startOfDate(first));
  };
  return {
    playbook,
    epoch,
    form,
    channel: channel === '' ? undefined : channel,
    ...(from === undefined ? {} : { from: start(from) }),
    ...(to === undefined ? {} : { to: start(to, 1) }),
  };
}

async function groupsOf(
  tx: Tx,
  ctx: Context,
  metric: Metric,
  input: FigureInput,
  by: GroupBy,
  of: AskedFilter['of'],
): Promise<Group[]> {
  const filter: CountFilter = by === 'dimension' ? { ...input, dimension: null } : input;
  const byKey = grouped(await sumCounts(tx, ctx.workspace.id, filter, by));
  const names =
    by === 'dimension'
      ? (await listDimensions(tx, ctx.workspace.id)).filter((one) => one.metric === metric.metric)
      : [];
  const groups: Group[] = [];
  for (const [key, rows] of byKey) {
    const found = names.find((one) => one.dimension === key);
    const narrowed = by === 'dimension' ? input : { ...input, ...narrow(by, key) };
    const figure = await figureFrom(tx, ctx, metric, rows, narrowed, of);
    // Of a dimension one knows who answered it, not who was asked it.
    const rate = by === 'dimension' ? null : figure.rate;
    groups.push({ ...figure, rate, key, name: found ? { zh: found.name_zh, en: found.name_en } : null });
  }
  return groups;
}

function narrow(by: Exclude<GroupBy, 'dimension'>, key: string): Partial<FigureInput> {
  if (by === 'month') return { from: key, to: key };
  return by === 'epoch' ? { epoch: Number(key) } : { [by]: key };
}

function grouped(rows: readonly CountRow[]): Map<string, CountRow[]> {
  const groups = new Map<string, CountRow[]>();
  for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  return groups;
}

/** Month by month, from the first with an answer (or `from`) to the last (or `to`); months without answers stand there empty. */
export async function trendOf(tx: Tx, ctx: Context, input: FigureInput): Promise<Point[]> {
  const metric = await requireMetric(tx, ctx, input.metric);
  const byMonth = grouped(await sumCounts(tx, ctx.workspace.id, input, 'month'));
  const known = [...byMonth.keys()].sort();
  const from = input.from ?? known[0];
  const to = input.to ?? known.at(-1);
  if (!from || !to) return [];
  const of = await formsAsking(tx, ctx.workspace.id, input.metric);
  const points: Point[] = [];
  for (const period of monthsBetween(from, to)) {
    const narrowed = { ...input, from: period, to: period };
    const figure = await figureFrom(tx, ctx, metric, byMonth.get(period) ?? [], narrowed, of);
    const before = points.at(-1);
    points.push({ ...figure, period, changed: before !== undefined && before.version !== figure.version });
  }
  return points;
}

const MOST_MONTHS = 120;

export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let at = from; at <= to && months.length < MOST_MONTHS; at = addMonths(at, 1)) months.push(at);
  return months;
}

export function addMonths(month: string, by: number): string {
  const [year = 1970, at = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, at - 1 + by, 1)).toISOString().slice(0, 7);
}
