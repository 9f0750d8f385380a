import { expect, test } from 'vitest';
import golden from './golden/sentences.json' with { type: 'json' };
import { explain, explainValues, type Group, type Moment } from './index.ts';
import { caseCatalogue } from './testing/cases.ts';
import { SENTENCES } from './testing/sentences.ts';

const DAY = 86_400_000;
const SHIFT = 8 * 3_600_000;
const startOf = (instant: number) => Math.floor((instant + SHIFT) / DAY) * DAY - SHIFT;

/** Shanghai has had no change of the clock for a long time. */
const at: Moment = {
  now: Date.UTC(2026, 10, 23, 7),
  calendar: {
    startOfDay: (instant, offset) => startOf(instant) + offset * DAY,
    dateOf: (instant) => new Date(instant + SHIFT).toISOString().slice(0, 10),
    startOfDate: (date) => Date.parse(`${date}T00:00:00Z`) - SHIFT,
  },
};

test('every way of saying something, in Chinese and in English', () => {
  const said = SENTENCES.map((each) => ({
    zh: explain(each, caseCatalogue, 'zh'),
    en: explain(each, caseCatalogue, 'en'),
  }));
  expect(said).toEqual(golden);
});

test('for one customer: what she had, and whether each rule held', () => {
  const condition: Group = {
    combinator: 'or',
    rules: [
      { field: 'attr.level', operator: '!=', value: 'VIP' },
      { field: 'attr.score', operator: '>=', value: 100 },
      { field: 'event_last', operator: 'olderThan', value: { event: 'purchase', n: 30, unit: 'day' } },
      { field: 'event_sum', operator: '>=', value: { event: 'purchase', n: 5000 } },
      { field: 'tag', operator: 'has', value: ['黑名单'] },
    ],
  };
  const values = ['VIP', null, Date.UTC(2026, 9, 1, 4), 12_345.6, ['高意向']];
  expect(explainValues(condition, caseCatalogue, values, at, 'zh')).toEqual([
    { sentence: '会员等级不是「贵宾」', value: '「贵宾」', held: false },
    { sentence: '积分至少 100', value: '未填写', held: false },
    { sentence: '上次「购买」距今至少 30 天', value: '53 天前（2026-10-01）', held: true },
    { sentence: '「购买」的金额合计至少 ¥5,000', value: '¥12,345.6', held: true },
    { sentence: '有标签「黑名单」', value: '「高意向」', held: false },
  ]);
});

test('a value that was not kept is told apart from a missing one', () => {
  const condition: Group = { combinator: 'and', rules: [{ field: 'attr.score', operator: '=', value: 1 }] };
  expect(explainValues(condition, caseCatalogue, [], at, 'en')[0]?.value).toBeNull();
  expect(explainValues(condition, caseCatalogue, [null], at, 'en')[0]?.value).toBe('missing');
});
