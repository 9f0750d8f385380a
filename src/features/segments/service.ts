import { describeCatalogue, type Group } from '../../engine/condition/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, may } from '../access/index.ts';
import { maskedPhone, noteListed } from '../customers/index.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Segment, SegmentMember } from './contract.ts';
import { compileAudience, explainCondition, type Json, requireValidCondition } from './language.ts';
import * as store from './store.ts';

export interface SegmentInput {
  readonly name: string;
  readonly description: string;
  readonly condition: Json;
}

export async function describeSegment(
  tx: Tx,
  ctx: Context,
  segment: store.StoredSegment,
  locale: Locale,
): Promise<Segment> {
  const { segmentId, name, description, condition, memberCount, countedAt, createdBy, updatedAt } = segment;
  return {
    segmentId,
    name,
    description,
    condition: condition as unknown as Record<string, unknown>,
    sentence: await explainCondition(tx, ctx, condition as unknown as Json, locale).catch(() => ''),
    memberCount,
    countedAt: countedAt?.toISOString() ?? null,
    createdBy,
    updatedAt: updatedAt.toISOString(),
  };
}

export async function requireSegment(tx: Tx, ctx: Context, id: string): Promise<store.StoredSegment> {
  const segment = await store.findSegment(tx, ctx.workspace.id, id);
  if (!segment) throw new Problem('not_found', { what: 'segment' });
  return segment;
}

/** What the segments of the workspace are called. */
export async function segmentNames(tx: Tx, ctx: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await store.listSegments(tx, ctx.workspace.id)).map(({ segmentId, name }) => [segmentId, name]));
}

export async function saveSegment(
  tx: Tx,
  ctx: Context,
  id: string | null,
  input: SegmentInput,
): Promise<store.StoredSegment> {
  if (id !== null) await requireSegment(tx, ctx, id);
  await requireValidCondition(tx, ctx, input.condition, 'condition');
  const segmentId = id ?? newId('seg');
  const { where } = await compileAudience(tx, ctx, { condition: input.condition, consent: null });
  const saved = await store.saveSegment(tx, ctx.workspace.id, {
    segmentId,
    name: input.name,
    description: input.description,
    condition: input.condition as unknown as Group,
    count: await store.countMembers(tx, ctx, where),
    by: ctx.actor.name,
    now: ctx.now,
  });
  if (!saved)
    throw new Problem('segment_name_taken', { name: input.name }, [
      { path: 'name', field: 'name', message: input.name },
    ]);
  // A change may have closed a circle through other segments: looked at again with the new condition in place.
  await requireValidCondition(
    tx,
    ctx,
    { combinator: 'and', rules: [{ field: 'segment', operator: 'in', value: [segmentId] }] },
    'condition',
  );
  await audit(tx, ctx, {
    action: id ? 'segments.changed' : 'segments.created',
    entity: 'segment',
    entityId: segmentId,
    detail: { name: input.name },
  });
  return requireSegment(tx, ctx, segmentId);
}

export async function deleteSegment(tx: Tx, ctx: Context, id: string): Promise<void> {
  const segment = await requireSegment(tx, ctx, id);
  const users = (await store.listSegments(tx, ctx.workspace.id)).filter(
    (each) => each.segmentId !== id && JSON.stringify(each.condition).includes(`"${id}"`),
  );
  if (users.length > 0)
    throw new Problem('segment_in_use', { name: segment.name, by: users.map((each) => each.name).join(', ') });
  await store.deleteSegment(tx, ctx.workspace.id, id);
  await audit(tx, ctx, { action: 'segments.deleted', entity: 'segment', entityId: id, detail: { name: segment.name } });
}

const toMember =
  (ctx: Context) =>
  ({ customer_id: customerId, external_id: externalId, name, phone }: store.MemberRow): SegmentMember => ({
    customerId,
    externalId,
    name,
    phone: maskedPhone(ctx, phone),
  });

export async function membersOf(tx: Tx, ctx: Context, id: string, after: string, limit: number) {
  const segment = await requireSegment(tx, ctx, id);
  const { where } = await compileAudience(tx, ctx, { condition: segment.condition as unknown as Json, consent: null });
  const rows = await store.findMembers(tx, ctx, where, after, limit + 1);
  const members = rows.slice(0, limit).map(toMember(ctx));
  await noteListed(tx, ctx, id, members.length);
  return {
    members,
    next: rows.length > limit ? (members.at(-1)?.customerId ?? null) : null,
    count: await store.countMembers(tx, ctx, where),
  };
}

export async function preview(tx: Tx, ctx: Context, condition: Json, locale: Locale) {
  await requireValidCondition(tx, ctx, condition, 'condition');
  // Counting who matches a part of a number would tell the hidden digits one after the other.
  if (!may(ctx, 'customers:reveal') && /"customer\.(phone|email)"/.test(JSON.stringify(condition)))
    throw new Problem('not_allowed', { permission: 'customers:reveal' });
  const { where } = await compileAudience(tx, ctx, { condition, consent: null });
  const sample = await store.findMembers(tx, ctx, where, '', 8);
  await noteListed(tx, ctx, 'preview', sample.length);
  return {
    count: await store.countMembers(tx, ctx, where),
    sample: sample.map(toMember(ctx)),
    sentence: await explainCondition(tx, ctx, condition, locale),
  };
}

export async function fieldsOf(tx: Tx, ctx: Context) {
  return describeCatalogue(await loadCatalogue(tx, ctx));
}
