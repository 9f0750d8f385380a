import { expect, test } from 'vitest';
import { choicesAt, dayAfter, instantOf, localOf } from './pick-time.ts';

const at = (text: string) => Date.parse(text);

test('a local time there and back, also where the clocks change', () => {
  expect(localOf(at('2026-11-24T02:24:00Z'), 'Asia/Shanghai')).toBe('2026-11-24T10:24');
  expect(instantOf('2026-11-24T10:24', 'Asia/Shanghai')).toBe(at('2026-11-24T02:24:00Z'));
  expect(instantOf('2026-03-29T12:00', 'Europe/Berlin')).toBe(at('2026-03-29T10:00:00Z'));
  expect(instantOf('2026-10-25T12:00', 'Europe/Berlin')).toBe(at('2026-10-25T11:00:00Z'));
  expect(dayAfter(at('2026-11-30T20:00:00Z'), 1, 'Asia/Shanghai')).toBe('2026-12-02');
});

test('moments that are chosen often', () => {
  const keys = (when: string) =>
    choicesAt(at(when), 'Asia/Shanghai').map(({ key, at: then }) => `${key} ${localOf(then, 'Asia/Shanghai')}`);
  expect(keys('2026-11-24T02:24:00Z')).toEqual([
    'half 2026-11-24T10:54',
    'two 2026-11-24T12:24',
    'evening 2026-11-24T17:00',
    'tomorrow 2026-11-25T09:30',
    'monday 2026-11-30T09:30',
  ]);
  // Sunday afternoon: the next day is Monday, and the evening is near.
  expect(keys('2026-11-29T08:00:00Z').map((each) => each.split(' ')[0])).toEqual(['half', 'two', 'tomorrow']);
});
