/** Metrics of the company's own: saved as versions, tried before, put away, taken along. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { requireSegment } from '../segments/index.ts';
import { BUILT_IN } from './contract-definition.ts';
import type { OwnDefinition, OwnDocument, OwnMetric, OwnRun, OwnVersion } from './contract-own-definition.ts';
import { flawsAgainst, flawsOfOwn } from './decide-own.ts';
import { startOwnRun } from './own-read.ts';
import { archiveOwn, listForms, listOwnRows, moveOwn, type OwnRow } from './store-own.ts';
import { metricsOf } from './versions.ts';

export function toOwn(rows: readonly OwnRow[]): OwnMetric {
  const [newest] = rows;
  if (!newest) throw new Error('a metric without versions');
  return {
    metric: newest.metric,
    name: { zh: newest.name_zh, en: newest.name_en },
    archivedAt: newest.archived_at?.toISOString() ?? null,
    versions: rows.map(toVersion),
  };
}

function toVersion(row: OwnRow): OwnVersion {
  const { version, definition, note, created_by, created_at } = row;
  const name = { zh: row.name_zh, en: row.name_en };
  return {
    version,
    name,
    definition,
    note,
    createdBy: created_by,
    createdAt: created_at.toISOString(),
    run: toRun(row),
  };
}

function toRun({ done, total, started_at, finished_at, read_at }: OwnRow): OwnRun | null {
  if (done === null || total === null || started_at === null) return null;
  return {
    done,
    total,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
    readAt: read_at?.toISOString() ?? null,
  };
}

/** In the order they were made. */
export async function ownMetrics(tx: Tx, ctx: Context): Promise<OwnMetric[]> {
  const found = new Map<string, OwnRow[]>();
  for (const row of await listOwnRows(tx, ctx.workspace.id))
    found.set(row.metric, [...(found.get(row.metric) ?? []), row]);
  return [...found.values()].map(toOwn);
}

export async function requireOwn(tx: Tx, ctx: Context, metric: string): Promise<OwnMetric> {
  const rows = await listOwnRows(tx, ctx.workspace.id, metric);
  if (rows.length === 0) throw new Problem('not_found', { what: metric });
  return toOwn(rows);
}

/** All that is wrong at once, each with its place. */
export async function requireSound(tx: Tx, ctx: Context, definition: OwnDefinition, at = 'definition'): Promise<void> {
  const forms = await listForms(
    tx,
    ctx.workspace.id,
    definition.bind.map(({ question }) => question),
  );
  const flaws = [...flawsOfOwn(definition), ...flawsAgainst(definition, forms)];
  const fields: FieldError[] = flaws.map(({ path, words }) => ({ path: `${at}.${path}`, message: words[ctx.locale] }));
  for (const [index, segment] of definition.exclude.segments.entries()) {
    try {
      await requireSegment(tx, ctx, segment);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      fields.push({ path: `${at}.exclude.segments.${index}`, message: NO_SEGMENT[ctx.locale] });
    }
  }
  if (fields.length > 0) throw new Problem('own_metric_invalid', { message: fields[0]?.message ?? '' }, fields);
}

const NO_SEGMENT = { zh: '没有这个客群', en: 'there is no such segment' } as const;

interface Saving {
  readonly metric: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly definition: OwnDefinition;
  readonly note: string;
  readonly base: number;
}

export function saveOwn(ctx: Context, saving: Saving, at?: string): Promise<OwnMetric> {
  return ctx.tx(async (tx) => {
    if (saving.base > 0) await requireOwn(tx, ctx, saving.metric);
    await requireSound(tx, ctx, saving.definition, at);
    return save(tx, ctx, saving);
  });
}

/** The same again is no new version; of two who change one version at once the second is told. */
async function save(tx: Tx, ctx: Context, { metric, name, definition, note, base }: Saving): Promise<OwnMetric> {
  if (base === 0 && (await isTaken(tx, ctx, metric))) throw new Problem('own_metric_taken', { metric });
  const [newest] = await listOwnRows(tx, ctx.workspace.id, metric);
  const stands = newest?.current ?? 0;
  if (base === 0 && stands > 0) throw new Problem('own_metric_taken', { metric });
  if (stands !== base) throw new Problem('own_metric_moved', { version: stands });
  if (newest && isSame(newest, name, definition)) return requireOwn(tx, ctx, metric);
  const version = base + 1;
  const row = { metric, version, name_zh: name.zh, name_en: name.en, definition, note };
  const written = { ...row, created_by: ctx.actor.name, created_at: ctx.now };
  if (!(await moveOwn(tx, ctx.workspace.id, base, written))) throw new Problem('own_metric_moved', { version });
  await audit(tx, ctx, {
    action: base === 0 ? 'metric.own_made' : 'metric.own_changed',
    entity: 'own_metric',
    entityId: metric,
    detail: { name: name.zh, version, note },
  });
  await startOwnRun(tx, ctx, written);
  return requireOwn(tx, ctx, metric);
}

function isSame(row: OwnRow, name: Saving['name'], definition: OwnDefinition): boolean {
  return (
    row.name_zh === name.zh && row.name_en === name.en && canonicalJson(row.definition) === canonicalJson(definition)
  );
}

async function isTaken(tx: Tx, ctx: Context, metric: string): Promise<boolean> {
  if (BUILT_IN.some((one) => one.metric === metric)) return true;
  return (await metricsOf(tx, ctx)).some((one) => one.metric === metric);
}

export function archive(
  ctx: Context,
  metric: string,
  { archived, base }: { archived: boolean; base: number },
): Promise<OwnMetric> {
  return ctx.tx(async (tx) => {
    const known = await requireOwn(tx, ctx, metric);
    if (archived === (known.archivedAt !== null)) return known;
    if (!(await archiveOwn(tx, ctx.workspace.id, metric, base, archived ? ctx.now : null)))
      throw new Problem('own_metric_moved', { version: known.versions[0]?.version ?? 0 });
    const action = archived ? 'metric.own_archived' : 'metric.own_taken_back';
    await audit(tx, ctx, { action, entity: 'own_metric', entityId: metric, detail: { name: known.name.zh } });
    // What was answered while it was away is read now.
    if (!archived) await recomputeIn(tx, ctx, metric);
    return requireOwn(tx, ctx, metric);
  });
}

export function restore(
  ctx: Context,
  metric: string,
  { version, base }: { version: number; base: number },
): Promise<OwnMetric> {
  return ctx.tx(async (tx) => {
    const known = await requireOwn(tx, ctx, metric);
    const found = known.versions.find((one) => one.version === version);
    if (!found) throw new Problem('not_found', { what: `${metric} v${version}` });
    await requireSound(tx, ctx, found.definition);
    return save(tx, ctx, { metric, name: found.name, definition: found.definition, note: `← v${version}`, base });
  });
}

export function recompute(ctx: Context, metric: string, version?: number): Promise<OwnMetric> {
  return ctx.tx(async (tx) => {
    await recomputeIn(tx, ctx, metric, version);
    return requireOwn(tx, ctx, metric);
  });
}

async function recomputeIn(tx: Tx, ctx: Context, metric: string, version?: number): Promise<void> {
  const rows = await listOwnRows(tx, ctx.workspace.id, metric);
  const row = version === undefined ? rows[0] : rows.find((one) => one.version === version);
  if (!row) throw new Problem('not_found', { what: version === undefined ? metric : `${metric} v${version}` });
  await startOwnRun(tx, ctx, row);
}

export async function documentOf(tx: Tx, ctx: Context, metric: string, version?: number): Promise<OwnDocument> {
  const { versions } = await requireOwn(tx, ctx, metric);
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (!found) throw new Problem('not_found', { what: `${metric} v${version ?? ''}` });
  const { name, definition } = found;
  return { format: 'huixiang.metric', formatVersion: 1, metric, name, definition };
}
