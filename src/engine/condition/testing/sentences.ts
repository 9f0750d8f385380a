/** One condition for each way of saying something; `golden/sentences.json` holds what is said. */
import type { Group, Rule } from '../index.ts';

const rule = (field: string, operator: string, value?: unknown): Rule => ({ field, operator, value });
const days = (n: number) => ({ n, unit: 'day' });
const and = (...rules: (Group | Rule)[]): Group => ({ combinator: 'and', rules });
const or = (...rules: (Group | Rule)[]): Group => ({ combinator: 'or', rules });
const not = (group: Group): Group => ({ ...group, not: true });

export const SENTENCES: readonly Group[] = [
  and(rule('attr.level', '=', 'VIP')),
  and(rule('attr.level', 'notIn', ['VIP', 'A'])),
  and(rule('customer.name', 'contains', '王')),
  and(rule('customer.phone', 'null')),
  and(rule('attr.score', '>=', 12_000)),
  and(rule('attr.score', 'between', [1, 5])),
  and(rule('attr.agreed', '!=', true)),
  and(rule('attr.ends', 'dueWithin', days(30))),
  and(rule('attr.ends', 'notBetween', ['2026-01-01', '2026-02-01'])),
  and(rule('attr.seen', 'olderThan', { n: 1, unit: 'month' })),
  and(rule('customer.birthday', 'anniversaryWithin', days(7))),
  and(rule('customer.created_at', '<', '2026-01-01')),
  and(rule('tag', 'has', ['高意向', '复购'])),
  and(rule('tag', 'hasNot', ['黑名单'])),
  and(rule('tag', 'hasNotAll', ['高意向', '复购'])),
  and(rule('segment', 'notIn', ['seg_blacklist'])),
  and(rule('event_count', '=', { event: 'purchase', n: 0, window: days(30) })),
  and(rule('event_count', 'between', { event: ['purchase', 'visit'], n: [1, 3] })),
  and(rule('event_sum', '>=', { event: 'purchase', n: 5000 })),
  and(rule('event_sum', '<', { event: 'purchase', property: 'quantity', window: { n: 1, unit: 'month' }, n: 5 })),
  and(rule('event_last', 'olderThan', { event: 'purchase', ...days(60) })),
  and(rule('event_last', 'within', { event: 'visit', ...days(7) })),
  and(rule('event_last', 'never', { event: 'purchase' })),
  and(rule('event_first', 'ever', { event: 'purchase', where: [rule('shop', '=', '徐汇')] })),
  // The example of the design.
  and(
    rule('attr.level', '=', 'VIP'),
    rule('attr.seen', 'olderThan', days(15)),
    rule('event_count', '>=', {
      event: 'purchase',
      window: days(90),
      n: 2,
      where: [rule('amount', '>', 1000)],
    }),
    rule('segment', 'notIn', 'seg_blacklist'),
  ),
  or(and(rule('attr.level', '=', 'VIP'), not(or(rule('tag', 'has', ['黑名单'])))), not(and())),
];
