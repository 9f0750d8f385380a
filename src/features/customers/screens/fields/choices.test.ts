import { expect, test } from 'vitest';
import { readChoices, writeChoices } from './choices.ts';

test('choices are one a line, with an English name after =', () => {
  expect(readChoices('金卡 = Gold\n\n银卡\n金卡\n 黑金＝Black ', [])).toEqual([
    { value: '金卡', zh: '金卡', en: 'Gold' },
    { value: '银卡', zh: '银卡', en: '银卡' },
    { value: '黑金', zh: '黑金', en: 'Black' },
  ]);
});

test('a known choice keeps its value when its English name changes', () => {
  const before = [{ value: 'gold', zh: '金卡', en: 'Gold' }];
  const text = writeChoices(before);
  expect(text).toBe('金卡 = Gold');
  expect(readChoices(`${text} member`, before)).toEqual([{ value: 'gold', zh: '金卡', en: 'Gold member' }]);
});
