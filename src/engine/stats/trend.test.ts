import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cochranArmitage, isotonic } from './trend.ts';

test('a textbook table', () => {
  // Agresti, Categorical Data Analysis (2002), table 5.3: malformation by alcohol, scores 0, 0.5, 1.5, 4, 7; z^2 = 6.57, p = .010
  const doses = [
    { score: 0, n: 17114, k: 48 },
    { score: 0.5, n: 14502, k: 38 },
    { score: 1.5, n: 793, k: 5 },
    { score: 4, n: 127, k: 1 },
    { score: 7, n: 38, k: 1 },
  ];
  const found = cochranArmitage(doses);
  expect((found?.z ?? 0) ** 2).toBeCloseTo(6.57, 2);
  expect(found?.p).toBeCloseTo(0.01, 3);
});

test('the slope of shares on a line is the line', () => {
  const doses = [0, 1, 2, 3].map((score) => ({ score, n: 100 * (score + 1), k: (10 + 5 * score) * (score + 1) }));
  expect(cochranArmitage(doses)?.slope).toBeCloseTo(0.05, 12);
  expect(cochranArmitage(doses.map((dose) => ({ ...dose, score: -dose.score })))?.slope).toBeCloseTo(-0.05, 12);
});

test('no levels, no outcomes, nobody: no trend', () => {
  expect(cochranArmitage([])).toBeNull();
  expect(cochranArmitage([{ score: 1, n: 9, k: 3 }])).toBeNull();
  expect(
    cochranArmitage([
      { score: 1, n: 9, k: 0 },
      { score: 2, n: 9, k: 0 },
    ]),
  ).toBeNull();
});

const groups = fc.array(
  fc.integer({ min: 0, max: 40 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) })),
  { minLength: 1, maxLength: 8 },
);

test('isotonic shares never fall, keep the total, and leave what rises as it is', () => {
  fc.assert(
    fc.property(groups, (given) => {
      const shares = isotonic(given);
      expect(shares).toHaveLength(given.length);
      const known = shares.filter((share): share is number => share !== null);
      for (const [at, share] of known.entries())
        if (at > 0) expect(share).toBeGreaterThanOrEqual((known[at - 1] ?? 0) - 1e-12);
      const expected = given.reduce((sum, { n }, at) => sum + n * (shares[at] ?? 0), 0);
      expect(expected).toBeCloseTo(
        given.reduce((sum, { k }) => sum + k, 0),
        8,
      );
    }),
  );
  expect(
    isotonic([
      { n: 10, k: 1 },
      { n: 10, k: 2 },
      { n: 10, k: 9 },
    ]),
  ).toEqual([0.1, 0.2, 0.9]);
  expect(
    isotonic([
      { n: 10, k: 3 },
      { n: 10, k: 1 },
      { n: 10, k: 9 },
    ]),
  ).toEqual([0.2, 0.2, 0.9]);
});
