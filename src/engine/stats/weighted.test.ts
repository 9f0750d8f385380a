import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nps } from './nps.ts';
import { sampleOf, sumsOf } from './sums.ts';
import {
  type WeightedCell,
  weightedMean,
  weightedMedian,
  weightedNet,
  weightedShare,
  weightingMoves,
} from './weighted.ts';
import { wilson } from './wilson.ts';
import { chance } from './testing/chance.ts';

test('by hand: 40 of 50 asked with chance 1, 10 of 50 asked with chance 1/4', () => {
  const cells = [
    { value: 1, weight: 1, n: 40 },
    { value: 0, weight: 1, n: 10 },
    { value: 1, weight: 4, n: 10 },
    { value: 0, weight: 4, n: 40 },
  ];
  const { value, se, n, effectiveN, designEffect } = weightedShare(cells);
  // (40 + 40) of (50 + 200)
  expect(value).toBeCloseTo(0.32, 12);
  expect(n).toBe(100);
  // 250^2 / (50 + 800)
  expect(effectiveN).toBeCloseTo(73.529412, 6);
  expect(designEffect).toBeCloseTo(1.36, 12);
  // 100/99 x (40 x .68^2 + 10 x .32^2 + 16 (10 x .68^2 + 40 x .32^2)) / 250^2
  expect(se ** 2).toBeCloseTo(((100 / 99) * (18.496 + 1.024 + 16 * (4.624 + 4.096))) / 62500, 12);
  const moved = weightingMoves(cells);
  expect(moved.value).toBeCloseTo(0.32 - 0.5, 12);
  expect(moved.differs).toBe(true);
});

const cellsOf = (value: fc.Arbitrary<number>) =>
  fc.array(fc.record({ value, weight: fc.integer({ min: 1, max: 20 }), n: fc.integer({ min: 1, max: 60 }) }), {
    minLength: 2,
    maxLength: 12,
  });

test('equal weights are no weights: the estimates are the plain ones', () => {
  fc.assert(
    fc.property(cellsOf(fc.constantFrom(-1, 0, 1)), fc.double({ min: 0.1, max: 50, noNaN: true }), (some, weight) => {
      const cells = some.map((cell) => ({ ...cell, weight }));
      const count = (camp: number) => cells.reduce((sum, cell) => sum + (cell.value === camp ? cell.n : 0), 0);
      const n = count(-1) + count(0) + count(1);
      const net = weightedNet(cells);
      const plain = nps({ n, promoters: count(1), detractors: count(-1) });
      expect(net.value).toBeCloseTo(plain.value, 8);
      expect(net.designEffect).toBeCloseTo(1, 8);
      expect(net.ci[0]).toBeCloseTo(plain.ci[0], 6);
      expect(net.ci[1]).toBeCloseTo(plain.ci[1], 6);
      const values = cells.flatMap((cell) => Array.from({ length: cell.n }, () => cell.value));
      const { mean, variance } = sampleOf(sumsOf(values));
      expect(weightedMean(cells).value).toBeCloseTo(mean, 8);
      expect(weightedMean(cells).se).toBeCloseTo(Math.sqrt(variance / n), 8);
      expect(weightingMoves(cells)).toMatchObject({ differs: false });
      expect(weightedMedian(cells).value).toBe(values.toSorted((a, b) => a - b)[Math.ceil(n / 2) - 1]);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('the scale of weights means nothing; the interval holds the value and stays on its scale', () => {
  fc.assert(
    fc.property(cellsOf(fc.constantFrom(0, 1)), fc.integer({ min: 2, max: 9 }), (cells, by) => {
      const one = weightedShare(cells);
      const scaled = weightedShare(cells.map((cell) => ({ ...cell, weight: cell.weight * by })));
      expect(scaled.value).toBeCloseTo(one.value, 10);
      expect(scaled.ci[0]).toBeCloseTo(one.ci[0], 10);
      expect(one.effectiveN).toBeLessThanOrEqual(one.n + 1e-9);
      expect(one.ci[0]).toBeGreaterThanOrEqual(0);
      expect(one.ci[1]).toBeLessThanOrEqual(1);
      expect(one.ci[0]).toBeLessThanOrEqual(one.value + 1e-12);
      expect(one.ci[1]).toBeGreaterThanOrEqual(one.value - 1e-12);
      // Never narrower than the same answers of equal weight at the same share would be.
      const { n } = one;
      const plain = wilson({ n, k: one.value * n });
      expect(one.ci[1] - one.ci[0]).toBeGreaterThanOrEqual(plain[1] - plain[0] - 1e-9);
    }),
    { seed: 2, numRuns: 300 },
  );
});

/** Customers of two kinds, asked with different chances; a sample of some hundreds. */
function drawn(draw: () => number, kinds: readonly { size: number; share: number; scores: readonly number[] }[]) {
  const cells: WeightedCell[] = [];
  for (const { size, share, scores } of kinds)
    for (let i = 0; i < size; i += 1)
      if (draw() < share)
        cells.push({ value: scores[Math.floor(draw() * scores.length)] ?? 0, weight: 1 / share, n: 1 });
  return cells;
}

test('coverage over 2,000 samples: the weighted intervals hold the truth 93 to 98 % of the time, the raw one hardly ever', () => {
  const draw = chance(20261127);
  const runs = 2000;
  // 300 valued customers all asked, 1,700 others of whom 15 % are: the truth is (300 x .8 + 1700 x .4) / 2000 and so on.
  const kinds = [
    { size: 300, share: 0.9, scores: [1, 1, 1, 1, 0] },
    { size: 1700, share: 0.15, scores: [1, 1, 0, 0, 0] },
  ];
  const camps = [
    { size: 300, share: 0.9, scores: [1, 1, 1, 0, -1] },
    { size: 1700, share: 0.15, scores: [1, 0, -1, -1, -1] },
  ];
  const truth = { share: (300 * 0.8 + 1700 * 0.4) / 2000, net: (100 * (300 * 0.4 - 1700 * 0.4)) / 2000 };
  const held = { share: 0, raw: 0, net: 0, mean: 0, moved: 0 };
  let sum = 0;
  const isIn = (at: number, [low, high]: readonly [number, number]) => (at >= low && at <= high ? 1 : 0);
  for (let run = 0; run < runs; run += 1) {
    const cells = drawn(draw, kinds);
    const share = weightedShare(cells);
    sum += share.value;
    held.share += isIn(truth.share, share.ci);
    held.mean += isIn(truth.share, weightedMean(cells).ci);
    held.raw += isIn(truth.share, wilson({ n: cells.length, k: cells.filter(({ value }) => value === 1).length }));
    held.moved += weightingMoves(cells).differs ? 1 : 0;
    held.net += isIn(truth.net, weightedNet(drawn(draw, camps)).ci);
  }
  expect(sum / runs).toBeCloseTo(truth.share, 2);
  for (const name of ['share', 'mean', 'net'] as const) {
    expect(held[name] / runs, name).toBeGreaterThan(0.93);
    expect(held[name] / runs, name).toBeLessThan(0.98);
  }
  expect(held.raw / runs).toBeLessThan(0.05);
  expect(held.moved / runs).toBeGreaterThan(0.99);
});

test('where both kinds answer alike, the weights are said to move the figure about 5 % of the time', () => {
  const draw = chance(7);
  const runs = 2000;
  let moved = 0;
  for (let run = 0; run < runs; run += 1) {
    const scores = [1, 1, 1, 0];
    const cells = drawn(draw, [
      { size: 200, share: 1, scores },
      { size: 1000, share: 0.2, scores },
    ]);
    if (weightingMoves(cells).differs) moved += 1;
  }
  expect(moved / runs).toBeGreaterThan(0.03);
  expect(moved / runs).toBeLessThan(0.07);
});

test('nobody is no figure', () => {
  for (const of of [weightedMean, weightedShare, weightedNet, weightedMedian])
    expect(of([])).toMatchObject({ n: 0, value: Number.NaN });
  expect(weightingMoves([])).toMatchObject({ differs: false });
});
