import type { Words } from '../words.ts';

/** The shape of an operator's value, which also tells a designer what editor to draw. */
export type ValueShape =
  | 'none'
  | 'one'
  | 'many'
  | 'pair'
  | 'span'
  | 'eventCount'
  | 'eventSum'
  | 'eventSpan'
  | 'event'
  | 'segments';

/**
 * The law of missing values: a positive operator is false where the left side is missing; a negative one is exactly the complement of
 * the positive one it negates, so it is true there. Kinds implement positive operators only; `negates` does the rest in every evaluator.
 */
export interface OperatorOf {
  readonly name: string;
  readonly label: Words;
  readonly value: ValueShape;
  /** The positive operator of the same kind whose complement this is. */
  readonly negates?: string;
}

const op = (name: string, zh: string, en: string, value: ValueShape, negates?: string): OperatorOf =>
  negates === undefined ? { name, label: { zh, en }, value } : { name, label: { zh, en }, value, negates };

export const FILLED: readonly OperatorOf[] = [
  op('notNull', '已填写', 'is filled in', 'none'),
  op('null', '未填写', 'is missing', 'none', 'notNull'),
];

export const EQUAL: readonly OperatorOf[] = [op('=', '等于', 'is', 'one'), op('!=', '不等于', 'is not', 'one', '=')];

export const LISTED: readonly OperatorOf[] = [
  op('in', '是其中之一', 'is one of', 'many'),
  op('notIn', '不是其中任何一个', 'is none of', 'many', 'in'),
];

export const ORDERED: readonly OperatorOf[] = [
  op('<', '小于', 'is less than', 'one'),
  op('<=', '不超过', 'is at most', 'one'),
  op('>', '大于', 'is more than', 'one'),
  op('>=', '至少', 'is at least', 'one'),
  op('between', '介于', 'is between', 'pair'),
  op('notBetween', '不介于', 'is not between', 'pair', 'between'),
];

export const DATED: readonly OperatorOf[] = [
  op('<', '早于', 'is before', 'one'),
  op('<=', '不晚于', 'is on or before', 'one'),
  op('>', '晚于', 'is after', 'one'),
  op('>=', '不早于', 'is on or after', 'one'),
  op('between', '介于', 'is between', 'pair'),
  op('notBetween', '不介于', 'is not between', 'pair', 'between'),
  op('olderThan', '距今至少', 'was at least … ago', 'span'),
  op('within', '在最近', 'is within the last', 'span'),
  op('dueWithin', '在未来', 'is within the next', 'span'),
];

export const ANNIVERSARY = op('anniversaryWithin', '周年日在未来', 'has its anniversary within the next', 'span');

export const CONTAINING: readonly OperatorOf[] = [
  op('contains', '包含', 'contains', 'one'),
  op('doesNotContain', '不包含', 'does not contain', 'one', 'contains'),
  op('beginsWith', '开头是', 'begins with', 'one'),
  op('doesNotBeginWith', '开头不是', 'does not begin with', 'one', 'beginsWith'),
  op('endsWith', '结尾是', 'ends with', 'one'),
  op('doesNotEndWith', '结尾不是', 'does not end with', 'one', 'endsWith'),
];

export const SETS: readonly OperatorOf[] = [
  op('has', '有任一', 'has any of', 'many'),
  op('hasAll', '全部都有', 'has all of', 'many'),
  op('hasNot', '都没有', 'has none of', 'many', 'has'),
  op('hasNotAll', '没有全部', 'does not have all of', 'many', 'hasAll'),
];

/** Event counts and sums are never missing: without events they are zero. */
export function counted(value: 'eventCount' | 'eventSum'): readonly OperatorOf[] {
  return [...EQUAL, ...ORDERED].map((each) => ({ ...each, value }));
}

export const SINCE: readonly OperatorOf[] = [
  op('olderThan', '距今至少', 'was at least … ago', 'eventSpan'),
  op('within', '在最近', 'was within the last', 'eventSpan'),
  op('ever', '有过', 'has happened', 'event'),
  op('never', '从未有过', 'never happened', 'event', 'ever'),
];

export const MEMBERSHIP: readonly OperatorOf[] = [
  op('in', '属于', 'is in', 'segments'),
  op('notIn', '不属于', 'is not in', 'segments', 'in'),
];

/** Operators whose truth changes by the clock while the left side stands still. */
export const MOVING: ReadonlySet<string> = new Set(['olderThan', 'within', 'dueWithin', 'anniversaryWithin']);
