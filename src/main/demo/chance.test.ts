import { expect, test } from 'vitest';
import { chanceFrom, evenDraws } from './chance.ts';

test('one seed, one sequence; the first values are pinned, so that an edit of the generator is noticed', () => {
  const first = (seed: string): number[] => Array.from({ length: 3 }, chanceFrom(seed).next);
  expect(first('anhe')).toEqual(first('anhe'));
  expect(first('anhe')).not.toEqual(first('anhf'));
  expect(first('anhe').map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.113861",
      "0.929857",
      "0.555621",
    ]
  `);
});

test('means and shares of 100,000 draws are what was asked for', () => {
  const chance = chanceFrom('shares');
  const n = 100_000;
  const mean = (draw: () => number): number => Array.from({ length: n }, draw).reduce((sum, one) => sum + one, 0) / n;
  expect(mean(chance.next)).toBeCloseTo(0.5, 2);
  expect(mean(() => chance.whole(1, 6))).toBeCloseTo(3.5, 1);
  expect(mean(() => chance.normal(10, 2))).toBeCloseTo(10, 1);
  expect(mean(() => chance.exponential(4))).toBeCloseTo(4, 0);
  const weighed = mean(() =>
    chance.weigh([
      [1, 3],
      [0, 1],
    ]),
  );
  expect(weighed).toBeCloseTo(0.75, 2);
});

test('even draws hit as often as their chances add up to, per key', () => {
  const even = evenDraws(chanceFrom('even'));
  const hits = (key: string, p: number): number =>
    Array.from({ length: 1000 }, () => even(key, p)).filter(Boolean).length;
  expect(Math.abs(hits('a', 0.18) - 180)).toBeLessThanOrEqual(1);
  expect(Math.abs(hits('b', 0.333) - 333)).toBeLessThanOrEqual(1);
});
