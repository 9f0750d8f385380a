/** Whom a broadcast is for: a saved segment, a condition of its own, or everybody. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { may } from '../access/index.ts';
import { requireSegment, requireValidCondition } from '../segments/index.ts';
import type { BroadcastBody } from './contract.ts';
import type { BroadcastRow } from './store.ts';

/** The condition it has now; null holds for everybody. */
export async function conditionOf(
  tx: Tx,
  ctx: Context,
  row: Pick<BroadcastRow, 'segment_id' | 'condition' | 'started_at'>,
): Promise<Record<string, unknown> | null> {
  if (row.segment_id === null || row.started_at !== null) return row.condition;
  return (await requireSegment(tx, ctx, row.segment_id)).condition as unknown as Record<string, unknown>;
}

const TWO = {
  zh: '分群和自写条件只能选一个',
  en: 'either a segment or a condition, not both',
} as const;
const EMPTY = {
  zh: '至少写一个条件；要发给全部客户，就不要写条件',
  en: 'write one condition at least; for all customers leave it out',
} as const;
const NONE = { zh: '没有这个分群，可能已被删除', en: 'there is no such segment; perhaps it was deleted' } as const;

export async function checkAudience(
  tx: Tx,
  ctx: Context,
  { segment, condition }: BroadcastBody['audience'],
): Promise<void> {
  const wrong = (path: string, words: { zh: string; en: string }) =>
    new Problem('broadcast_invalid', {}, [{ path, field: path, message: words[ctx.locale] }]);
  if (segment !== null && condition !== null) throw wrong('audience.condition', TWO);
  if (segment !== null)
    await requireSegment(tx, ctx, segment).catch((error: unknown) => {
      throw error instanceof Problem ? wrong('audience.segment', NONE) : error;
    });
  if (condition === null) return;
  // A forgotten condition must not mean everybody.
  if (!Array.isArray(condition['rules']) || condition['rules'].length === 0) throw wrong('audience.condition', EMPTY);
  await requireValidCondition(tx, ctx, condition, 'audience.condition');
  // How many match a part of a number would tell the hidden digits one after the other.
  if (!may(ctx, 'customers:reveal') && /"customer\.(phone|email)"/.test(JSON.stringify(condition)))
    throw new Problem('not_allowed', { permission: 'customers:reveal' });
}

/** Who sees only some of the customers does not write to all of them. */
export function requireAll(ctx: Context): void {
  if (ctx.scope.kind !== 'all') throw new Problem('broadcast_scope');
}
