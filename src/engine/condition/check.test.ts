import { expect, test } from 'vitest';
import { check, type Group, needs } from './index.ts';
import { caseCatalogue } from './testing/cases.ts';

const codes = (condition: unknown) =>
  check(condition, caseCatalogue).map(({ path, code }) => (path.length > 0 ? `${path.join('.')} ${code}` : code));
const one = (field: string, operator: string, value?: unknown) =>
  codes({ combinator: 'and', rules: [{ field, operator, value }] });
const nested = (depth: number): unknown =>
  depth === 0 ? { field: 'attr.score', operator: '=', value: 1 } : { combinator: 'and', rules: [nested(depth - 1)] };

test('what is not a condition', () => {
  for (const input of [null, 1, 'x', [], {}, { rules: [] }, { combinator: 'xor', rules: [] }]) {
    expect(codes(input), JSON.stringify(input)).toEqual(['not_a_condition']);
  }
  expect(codes({ combinator: 'and', rules: [null, { field: 1 }, { combinator: 'and', rules: 5 }] })).toEqual([
    '0 not_a_condition',
    '1 not_a_condition',
    '2 not_a_condition',
  ]);
  const fieldToField = { field: 'attr.score', operator: '=', value: 'attr.score', valueSource: 'field' };
  expect(codes({ combinator: 'and', rules: [fieldToField] })).toEqual(['0 not_a_condition']);
});

test('an empty root is refused, also when it is made of empty groups', () => {
  expect(codes({ combinator: 'and', rules: [] })).toEqual(['empty_root']);
  const empty = { combinator: 'or', rules: [] };
  expect(codes({ combinator: 'and', rules: [empty, { combinator: 'and', rules: [empty] }] })).toEqual(['empty_root']);
});

test('size is limited', () => {
  expect(codes(nested(8))).toEqual([]);
  expect(codes(nested(9)).join()).toContain('too_deep');
  const rules = Array.from({ length: 101 }, () => ({ field: 'attr.score', operator: '=', value: 1 }));
  expect(codes({ combinator: 'or', rules })).toEqual(['100 too_many_rules']);
  expect(
    one(
      'attr.level',
      'in',
      Array.from({ length: 501 }, () => 'VIP'),
    ),
  ).not.toEqual([]);
});

test('fields, operators and types of values', () => {
  expect(one('attr.nothing', '=', 1)).toEqual(['0 unknown_field']);
  expect(one('__proto__', '=', 1)).toEqual(['0 unknown_field']);
  expect(one('attr.score', 'contains', 1)).toEqual(['0 unknown_operator']);
  expect(one('attr.score', '=')).toEqual(['0 value_missing']);
  for (const value of ['1', Number.NaN, 1e300, {}]) expect(one('attr.score', '=', value)).toEqual(['0 value_type']);
  for (const value of ['a\0b', '\ud800', 'x'.repeat(201), 5]) {
    expect(one('customer.name', '=', value)).toEqual(['0 value_type']);
  }
  expect(one('attr.ends', '=', '2026-02-30')).toEqual(['0 value_type']);
  expect(one('attr.ends', 'within', { n: 0, unit: 'day' })).toEqual(['0 value_range']);
  expect(one('attr.ends', 'within', { n: 3, unit: 'hour' })).toEqual(['0 value_range']);
  expect(one('attr.level', '=', 'Platinum')).not.toEqual([]);
});

test('events', () => {
  expect(one('event_count', '>=', { n: 1 })).toEqual(['0 value_missing']);
  expect(one('event_count', '>=', { event: 'theft', n: 1 })).toEqual(['0 unknown_event']);
  expect(one('event_count', '>=', { event: 'purchase' })).toEqual(['0 value_missing']);
  expect(one('event_count', 'between', { event: 'purchase', n: 1 })).toEqual(['0 value_missing']);
  expect(one('event_count', '>=', { event: 'purchase', n: 1, window: { n: 1, unit: 'fortnight' } })).toEqual([
    '0 value_range',
  ]);
  expect(one('event_last', 'olderThan', { event: 'purchase', n: 1.5, unit: 'day' })).toEqual(['0 value_range']);
  const where = [{ field: 'amount', operator: 'contains', value: 1 }];
  expect(one('event_count', '>=', { event: 'purchase', n: 1, where })).toEqual(['0 unknown_operator']);
});

test('segments: unknown ones and circles', () => {
  expect(one('segment', 'in', 'seg_nobody')).toEqual(['0 unknown_segment']);
  expect(one('segment', 'in', ['seg_ring_a'])).toEqual(['0 segment_cycle']);
  expect(one('segment', 'in', ['seg_good'])).toEqual([]);
});

test('a condition tells what it needs, with the segments it mentions', () => {
  const condition: Group = {
    combinator: 'and',
    rules: [
      { field: 'segment', operator: 'in', value: 'seg_good' },
      { field: 'event_count', operator: '>=', value: { event: 'visit', n: 1, window: { n: 7, unit: 'day' } } },
      { field: 'customer.city', operator: '=', value: '上海' },
    ],
  };
  const found = needs(condition, caseCatalogue);
  expect([...found.attributes]).toEqual(['level']);
  expect([...found.tags]).toEqual(['黑名单']);
  expect([...found.segments].sort()).toEqual(['seg_blacklist', 'seg_good', 'seg_vip']);
  expect([...found.events]).toEqual(['visit']);
  expect([...found.columns]).toEqual(['city']);
  expect(found.clock).toBe(true);
  expect(found.measures.size).toBe(1);
  const still: Group = { combinator: 'and', rules: [{ field: 'attr.level', operator: '=', value: 'VIP' }] };
  expect(needs(still, caseCatalogue).clock).toBe(false);
});
