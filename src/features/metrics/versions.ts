/** Definitions: what is built in is version 1 of every workspace; what is published stands beside it and does not change. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { BUILT_IN, type Metric, type MetricDefinition, type MetricVersion } from './contract.ts';
import { flawOf } from './decide.ts';
import { insertVersion, listVersionRows, type VersionRow } from './store-versions.ts';

export async function metricsOf(tx: Tx, ctx: Context): Promise<Metric[]> {
  const published = new Map<string, VersionRow[]>();
  for (const row of await listVersionRows(tx, ctx.workspace.id))
    published.set(row.metric, [...(published.get(row.metric) ?? []), row]);
  const builtIn = BUILT_IN.map(({ metric, name, definition }): Metric => {
    const first: MetricVersion = {
      version: 1,
      definition: definition as unknown as MetricDefinition,
      createdBy: 'system',
      createdAt: null,
    };
    const rows = published.get(metric) ?? [];
    return { metric, name: nameOf(rows) ?? name, versions: [...rows.map(toVersion), first] };
  });
  const own = [...published].filter(([metric]) => !BUILT_IN.some((one) => one.metric === metric));
  return [
    ...builtIn,
    ...own.map(([metric, rows]) => ({
      metric,
      name: nameOf(rows) ?? { zh: metric, en: metric },
      versions: rows.map(toVersion),
    })),
  ];
}

function nameOf([newest]: readonly VersionRow[]): Metric['name'] | null {
  return newest ? { zh: newest.name_zh, en: newest.name_en } : null;
}

function toVersion(row: VersionRow): MetricVersion {
  const { version, definition, created_by, created_at } = row;
  return { version, definition, createdBy: created_by, createdAt: created_at.toISOString() };
}

export async function requireMetric(tx: Tx, ctx: Context, metric: string): Promise<Metric> {
  const found = (await metricsOf(tx, ctx)).find((one) => one.metric === metric);
  if (!found) throw new Problem('not_found', { what: metric });
  return found;
}

/** The version asked for, else the newest that was in force in the month (the first where none was). */
export function versionFor(ctx: Context, metric: Metric, month: string | null, asked?: number): MetricVersion {
  if (asked !== undefined) {
    const found = metric.versions.find((one) => one.version === asked);
    if (!found) throw new Problem('not_found', { what: `${metric.metric} v${asked}` });
    return found;
  }
  const inForce = metric.versions.find(
    ({ createdAt }) => createdAt === null || month === null || monthOf(ctx, createdAt) <= month,
  );
  return inForce ?? metric.versions.at(-1) ?? raise();
}

function raise(): never {
  throw new Error('a metric without versions');
}

/** YYYY-MM in the workspace's zone. */
export function monthOf(ctx: Context, at: Date | string): string {
  return zoneCalendar(ctx.workspace.zone).dateOf(new Date(at).getTime()).slice(0, 7);
}

export function publishMetric(
  ctx: Context,
  input: { metric: string; name: Metric['name']; definition: MetricDefinition },
): Promise<Metric> {
  const flaw = flawOf(input.definition);
  if (flaw) throw new Problem('metric_invalid', {}, [{ path: 'definition', message: FLAWS[flaw][ctx.locale] }]);
  return ctx.tx(async (tx) => {
    const known = (await metricsOf(tx, ctx)).find((one) => one.metric === input.metric);
    const version = (known?.versions[0]?.version ?? 0) + 1;
    const { metric, name, definition } = input;
    const row = { metric, version, name_zh: name.zh, name_en: name.en, definition };
    const written = await insertVersion(tx, ctx.workspace.id, {
      ...row,
      created_by: ctx.actor.name,
      created_at: ctx.now,
    });
    if (!written) throw new Problem('conflict', { what: `${metric} v${version}` });
    const detail = { name: name.zh, version, definition };
    await audit(tx, ctx, { action: 'metric.published', entity: 'metric', entityId: metric, detail });
    return requireMetric(tx, ctx, metric);
  });
}

const FLAWS = {
  order: { zh: '分界的先后不对', en: 'the bounds are in the wrong order' },
  outside: { zh: '分界在量表之外', en: 'the bound lies outside the scale' },
} as const;
