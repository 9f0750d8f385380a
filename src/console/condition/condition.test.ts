import { expect, test } from 'vitest';
import { cleaned, countRules, fitValue } from './condition.ts';

const words = (text: string) => ({ zh: text, en: text });
const events = [
  { type: 'visit', label: words('visit'), properties: [] },
  { type: 'purchase', label: words('purchase'), properties: [] },
];
const fields = [
  {
    name: 'event_count',
    kind: 'event_count',
    label: words('count'),
    operators: [{ name: '>=', label: words('at least'), value: 'eventCount' }],
  },
  {
    name: 'customer.city',
    kind: 'text',
    label: words('city'),
    operators: [
      { name: '=', label: words('is'), value: 'one' },
      { name: 'in', label: words('one of'), value: 'many' },
      { name: 'null', label: words('missing'), value: 'none' },
    ],
  },
];

test('another operator keeps what still fits', () => {
  expect(fitValue('many', 'in', '上海', events)).toEqual(['上海']);
  expect(fitValue('one', '=', ['上海', '北京'], events)).toBe('上海');
  expect(fitValue('none', 'null', '上海', events)).toBeUndefined();
  const counted = { event: 'visit', n: 2, window: { n: 90, unit: 'day' } };
  expect(fitValue('eventCount', 'between', counted, events)).toEqual({ ...counted, n: [2, 4] });
  expect(fitValue('eventSpan', 'olderThan', counted, events)).toEqual({ ...counted, unit: 'day' });
});

test('a fresh value speaks of purchases', () => {
  expect(fitValue('eventCount', '>=', undefined, events)).toEqual({ event: 'purchase', n: 1 });
  expect(fitValue('span', 'within', '', events)).toEqual({ n: 30, unit: 'day' });
});

test('a number that was deleted is not put back', () => {
  const emptied = { event: 'purchase', n: undefined, unit: 'day' };
  expect(fitValue('eventSpan', 'olderThan', emptied, events)).toEqual(emptied);
  expect(fitValue('eventCount', '>=', { event: 'purchase', n: null }, events)).toEqual({
    event: 'purchase',
    n: undefined,
  });
});

test('what is saved has no ids of the designer', () => {
  const held = {
    id: 'r',
    combinator: 'or',
    not: false,
    rules: [
      { id: 'a', field: 'customer.city', operator: 'null', value: '上海', valueSource: 'value' },
      { id: 'g', combinator: 'and', not: true, rules: [{ id: 'b', field: 'event_count', operator: '>=', value: '' }] },
    ],
  };
  expect(cleaned(held, fields, events)).toEqual({
    combinator: 'or',
    rules: [
      { field: 'customer.city', operator: 'null' },
      {
        combinator: 'and',
        not: true,
        rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
      },
    ],
  });
  expect(countRules(held)).toBe(2);
});
