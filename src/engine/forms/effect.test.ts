import { expect, test } from 'vitest';
import { questionFacts } from './effect.ts';
import type { Form } from './form.ts';

const w = (text: string) => ({ zh: text, en: text });
const form: Form = {
  key: 'f1',
  title: w('f'),
  questions: [
    { id: 'a', kind: 'scale', from: 1, to: 5, title: w('a') },
    { id: 'b', kind: 'scale', from: 0, to: 10, title: w('b') },
    {
      id: 'c',
      kind: 'single',
      title: w('c'),
      when: { combinator: 'and', rules: [{ field: 'answer.a', operator: '<=', value: 2 }] },
      options: [
        { value: 'x', label: w('x') },
        { value: 'y', label: w('y') },
      ],
    },
    { id: 'd', kind: 'text', title: w('d') },
  ],
};

test('by hand: shown, answered, skipped, left at; what was not shown counts nowhere', () => {
  const filled = [
    // a 5: c is not asked
    ...Array.from({ length: 60 }, () => ({ answers: { a: 5, b: 10 }, complete: true })),
    // a 1: c is asked, 30 answer x, 10 leave it out
    ...Array.from({ length: 30 }, () => ({ answers: { a: 1, b: 2, c: 'x', d: 'so' }, complete: true })),
    ...Array.from({ length: 10 }, () => ({ answers: { a: 1, b: 2 }, complete: true })),
    // left after a: the next they saw was b
    ...Array.from({ length: 20 }, () => ({ answers: { a: 3 }, complete: false })),
    // left after b of a 1: the next they saw was c
    ...Array.from({ length: 5 }, () => ({ answers: { a: 1, b: 1 }, complete: false })),
    // saw the first question and nothing else
    ...Array.from({ length: 5 }, () => ({ answers: {}, complete: false })),
  ];
  const [a, b, c, d] = questionFacts(form, filled);
  expect(a).toMatchObject({ shown: 130, answered: 125, skipped: 0, left: 5 });
  expect(b).toMatchObject({ shown: 125, answered: 105, skipped: 0, left: 20, suggestion: 'twin' });
  expect(c).toMatchObject({ shown: 45, answered: 30, skipped: 10, left: 5 });
  expect(c?.most).toMatchObject({ answer: 'x', k: 30, n: 30 });
  // Not enough to be sure of
  expect(c?.suggestion).toBeNull();
  expect(d).toMatchObject({ shown: 100, answered: 30, skipped: 70, left: 0, suggestion: 'skipped', most: null });
  expect(b?.leftRate?.value).toBeCloseTo(20 / 125, 12);
  expect(a?.itemTotal?.n).toBe(105);
  expect(b?.twin).toMatchObject({ question: 'a' });
  expect(a?.twin?.value).toBeGreaterThan(0.99);
});

test('what everybody answers alike tells nothing; few answers suggest nothing', () => {
  const same = Array.from({ length: 120 }, (_, n) => ({ answers: { a: n < 118 ? 5 : 4, b: n % 11 }, complete: true }));
  expect(questionFacts(form, same)[0]).toMatchObject({ suggestion: 'same', most: { answer: '5', k: 118, n: 120 } });
  const few = questionFacts(form, same.slice(0, 29))[0];
  expect(few).toMatchObject({ shown: 29, most: null, skippedRate: null, itemTotal: null, suggestion: null });
  expect(questionFacts(form, [])[0]).toMatchObject({ shown: 0, answered: 0, suggestion: null });
});

test('a score that goes with no other one is unrelated', () => {
  const filled = Array.from({ length: 400 }, (_, n) => ({
    answers: { a: 1 + (n % 5), b: Math.floor(n / 5) % 11 },
    complete: true,
  }));
  const [a] = questionFacts(form, filled);
  expect(Math.abs(a?.itemTotal?.value ?? 1)).toBeLessThan(0.05);
});
