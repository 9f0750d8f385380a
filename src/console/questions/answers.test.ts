import { expect, test } from 'vitest';
import type { Question } from '../../engine/forms/form.ts';
import { answerByDigit, answerWords } from './answers.ts';

const words = (zh: string) => ({ zh, en: zh });
const options = ['a', 'b', 'c'].map((value) => ({ value, label: words(`选${value}`) }));
const single: Question = { id: 'q', kind: 'single', title: words('问'), options };
const multiple: Question = { ...single, kind: 'multiple' };
const stars: Question = { id: 'q', kind: 'stars', title: words('问') };
const rows: Question = {
  ...stars,
  rows: [
    { id: 'r1', label: words('医生') },
    { id: 'r2', label: words('等候') },
  ],
};
const nps: Question = { id: 'q', kind: 'nps', title: words('问') };
const text: Question = { id: 'q', kind: 'text', title: words('问') };

test('a digit answers', () => {
  expect([1, 3, 4].map((digit) => answerByDigit(single, undefined, digit))).toEqual(['a', 'c', undefined]);
  expect(answerByDigit(multiple, ['a'], 2)).toEqual(['a', 'b']);
  expect(answerByDigit(multiple, ['a', 'b'], 1)).toEqual(['b']);
  expect([0, 5, 6].map((digit) => answerByDigit(stars, undefined, digit))).toEqual([undefined, 5, undefined]);
  expect(answerByDigit(rows, undefined, 4)).toEqual({ r1: 4 });
  expect(answerByDigit(rows, { r1: 4 }, 2)).toEqual({ r1: 4, r2: 2 });
  expect([0, 10].map((digit) => answerByDigit(nps, undefined, digit))).toEqual([0, 10]);
  expect(answerByDigit(text, undefined, 1)).toBe(undefined);
});

test('an answer in words', () => {
  expect(answerWords(single, 'b', 'zh')).toBe('选b');
  expect(answerWords(multiple, ['c', 'a'], 'zh')).toBe('选a、选c');
  expect(answerWords(rows, { r2: 3, r1: 5 }, 'zh')).toBe('医生 5 · 等候 3');
  expect([answerWords(stars, 1, 'en'), answerWords(stars, 4, 'zh')]).toEqual(['1 star', '4 星']);
  expect(answerWords(nps, 0, 'zh')).toBe('0 分');
  expect(answerWords(text, '', 'zh')).toBe(null);
});
