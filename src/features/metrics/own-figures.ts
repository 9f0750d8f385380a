/** Figures, groups and trends of the company's own metrics, from their counts. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { askedOf } from './asked.ts';
import type { Figure, Group, Point } from './contract.ts';
import type { OwnFilter, OwnGroupBy, OwnListed } from './contract-own.ts';
import type { OwnMetric, OwnVersion } from './contract-own-definition.ts';
import type { SharedCount } from './decide.ts';
import { decideRate } from './decide.ts';
import { periodOf } from './decide-own.ts';
import { decideOwnFigure } from './decide-own-figure.ts';
import { addMonths, askedFilter, monthsBetween } from './figures.ts';
import { ownMetrics, requireOwn } from './own.ts';
import { readerOf } from './own-read.ts';
import type { Source } from './decide-own.ts';
import { type OwnColumn, type OwnCountRow, sumOwn } from './store-own-counts.ts';
import { touchpointsOf } from './touchpoints.ts';
import { monthOf } from './versions.ts';

/** All history was read by it at least once; read anew, what it gave stays until then. */
const isRead = ({ run }: OwnVersion): boolean => run !== null && run.readAt !== null;

/** The version asked for; else the newest that was in force in the month and whose reading is finished (the oldest such where none was). */
export function ownVersionFor(ctx: Context, metric: OwnMetric, month: string | null, asked?: number): OwnVersion {
  const { versions } = metric;
  if (asked !== undefined) {
    const found = versions.find((one) => one.version === asked);
    if (!found) throw new Problem('not_found', { what: `${metric.metric} v${asked}` });
    return found;
  }
  const read = versions.filter(isRead);
  const known = read.length > 0 ? read : versions;
  const inForce = known.find(({ createdAt }) => month === null || monthOf(ctx, createdAt) <= month) ?? known.at(-1);
  if (!inForce) throw new Error('a metric without versions');
  return inForce;
}

export interface OwnInForce {
  readonly metric: string;
  readonly name: OwnVersion['name'];
  readonly version: number;
  readonly definition: OwnVersion['definition'];
}

/** Of each metric that is not put away the version that gives its figures now; one whose history was never read has none. */
export async function ownInForce(tx: Tx, ctx: Context): Promise<OwnInForce[]> {
  return (await ownMetrics(tx, ctx)).flatMap(({ metric, archivedAt, versions }) => {
    const read = archivedAt === null ? versions.find(isRead) : undefined;
    return read ? [{ metric, name: read.name, version: read.version, definition: read.definition }] : [];
  });
}

/** Who was asked the questions it is bound to. */
async function rateOf(tx: Tx, ctx: Context, sources: readonly Source[], filter: OwnFilter) {
  const of = [
    ...new Map(sources.map(({ playbook, form_key: form }) => [`${playbook} ${form}`, { playbook, form }])).values(),
  ];
  return decideRate(await askedOf(tx, ctx, { ...askedFilter(ctx, filter), of }));
}

const inPeriods = (version: OwnVersion, { from, to, ...filter }: OwnFilter): OwnFilter => ({
  ...filter,
  version: version.version,
  from: from && periodOf(version.definition.period, from),
  to: to && periodOf(version.definition.period, to),
});

function figureFrom(metric: string, version: OwnVersion, rows: readonly SharedCount[], rate: Figure['rate']): Figure {
  return { metric, version: version.version, ...decideOwnFigure(version.definition, rows), rate };
}

export async function ownFigure(
  tx: Tx,
  ctx: Context,
  input: OwnFilter & { metric: string; by?: OwnGroupBy | undefined },
): Promise<{ figure: Figure; groups: Group[]; run: OwnVersion['run'] }> {
  const { metric, by, ...filter } = input;
  const known = await requireOwn(tx, ctx, metric);
  const version = ownVersionFor(ctx, known, filter.to ?? null, filter.version);
  const { sources } = await readerOf(tx, ctx, version.definition);
  const rows = await sumOwn(tx, ctx.workspace.id, metric, inPeriods(version, filter), 'period');
  const figure = figureFrom(metric, version, rows, await rateOf(tx, ctx, sources, filter));
  const groups = by ? await groupsOf(tx, ctx, metric, version, sources, filter, by) : [];
  return { figure, groups, run: known.versions[0]?.run ?? null };
}

async function groupsOf(
  tx: Tx,
  ctx: Context,
  metric: string,
  version: OwnVersion,
  sources: readonly Source[],
  filter: OwnFilter,
  by: OwnGroupBy,
): Promise<Group[]> {
  const column: OwnColumn = by === 'touchpoint' ? 'playbook' : by;
  const asked = inPeriods(version, filter);
  const rows = await sumOwn(
    tx,
    ctx.workspace.id,
    metric,
    by === 'dimension' ? { ...asked, dimension: null } : asked,
    column,
  );
  const events = new Map(
    by === 'touchpoint' ? (await touchpointsOf(tx, ctx)).map((one) => [one.playbook, one.event ?? '']) : [],
  );
  const keyOf = (row: OwnCountRow) => (by === 'touchpoint' ? (events.get(row.key) ?? '') : row.key);
  const byKey = new Map<string, OwnCountRow[]>();
  for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
  const groups: Group[] = [];
  for (const [key, own] of byKey) {
    const name = by === 'dimension' ? (sources.find((one) => one.dimension === key)?.title ?? null) : null;
    const rate = await rateOfGroup(tx, ctx, sources, filter, by, key, events);
    groups.push({ ...figureFrom(metric, version, own, rate), key, name });
  }
  return groups;
}

/** Of a dimension one knows who answered it, not who was asked it. */
function rateOfGroup(
  tx: Tx,
  ctx: Context,
  sources: readonly Source[],
  filter: OwnFilter,
  by: OwnGroupBy,
  key: string,
  events: ReadonlyMap<string, string>,
) {
  if (by === 'dimension' || by === 'period' || (by === 'channel' && key === '')) return null;
  if (by === 'touchpoint')
    return rateOf(
      tx,
      ctx,
      sources.filter(({ playbook }) => (events.get(playbook) ?? '') === key),
      filter,
    );
  return rateOf(tx, ctx, sources, { ...filter, [by]: key });
}

/** Period by period; where the definition in force changes, the point says so and the line is not drawn through. */
export async function ownTrend(tx: Tx, ctx: Context, input: OwnFilter & { metric: string }): Promise<Point[]> {
  const { metric, ...filter } = input;
  const known = await requireOwn(tx, ctx, metric);
  const { from: _from, to: _to, version: _version, ...rest } = filter;
  const rows = await sumOwn(tx, ctx.workspace.id, metric, rest, 'period');
  const to = filter.to ?? monthOf(ctx, ctx.now);
  const first = rows.map(({ key }) => firstMonth(key)).toSorted()[0];
  const from = filter.from ?? (first !== undefined && first < to ? first : to);
  const points: Point[] = [];
  let before: OwnVersion | null = null;
  for (const month of monthsBetween(from, to)) {
    const version = ownVersionFor(ctx, known, month, filter.version);
    const period = periodOf(version.definition.period, month);
    if (points.at(-1)?.period === period) continue;
    const own = rows.filter((row) => row.version === version.version && row.key === period);
    const { sources } = await readerOf(tx, ctx, version.definition);
    const last = version.definition.period === 'month' ? month : addMonths(firstMonth(period), 2);
    const rate = await rateOf(tx, ctx, sources, { ...filter, from: firstMonth(period), to: last });
    const changed = before !== null && isOther(before, version);
    points.push({ ...figureFrom(metric, version, own, rate), period, changed });
    before = version;
  }
  return points;
}

/** Another name is no other definition. */
function isOther(a: OwnVersion, b: OwnVersion): boolean {
  return a.version !== b.version && JSON.stringify(a.definition) !== JSON.stringify(b.definition);
}

function firstMonth(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  return quarter ? `${quarter[1]}-${String((Number(quarter[2]) - 1) * 3 + 1).padStart(2, '0')}` : period;
}

/** Every metric with its figure of the last three months. */
export async function listOwn(tx: Tx, ctx: Context): Promise<OwnListed[]> {
  const to = monthOf(ctx, ctx.now);
  const listed: OwnListed[] = [];
  for (const known of await ownMetrics(tx, ctx)) {
    const [newest] = known.versions;
    if (!newest) continue;
    const { metric, name, archivedAt } = known;
    const { figure } = await ownFigure(tx, ctx, { metric, from: addMonths(to, -2), to });
    listed.push({
      metric,
      name,
      archivedAt,
      version: newest.version,
      definition: newest.definition,
      run: newest.run,
      figure,
    });
  }
  return listed;
}
