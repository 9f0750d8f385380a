import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrinkShares, standardShares } from './beta-binomial.ts';

/** Tumours among 71 groups of rats (Tarone 1982), as printed in Gelman et al., Bayesian Data Analysis, table 5.1. */
const K = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 5, 2, 5, 3, 2, 7, 7,
  3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4,
];
const N = [
  20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23, 20, 20, 20, 20,
  20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19, 19, 19, 22, 46, 49,
  20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14,
];

test('the rats of the textbook', () => {
  const rats = N.map((n, i) => ({ n, k: K[i] ?? 0 }));
  const { shares, mean, concentration } = shrinkShares(rats);
  // BDA p. 113: E(a | y) = 2.4, E(b | y) = 14.3
  expect(mean * concentration).toBeCloseTo(2.4, 0);
  expect(concentration).toBeGreaterThan(15.5);
  expect(concentration).toBeLessThan(18);
  // 4 of 14: raw .286; figure 5.4 draws the median near .21
  expect(shares.at(-1)?.mean).toBeGreaterThan(0.195);
  expect(shares.at(-1)?.mean).toBeLessThan(0.22);
  // none of 20 is not 0
  expect(shares[0]?.mean).toBeGreaterThan(0.05);
});

const people = fc.array(
  fc.integer({ min: 0, max: 200 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) })),
  { minLength: 1, maxLength: 12 },
);

test('one of one is not the best, and a share lies between its own and the middle of all', () => {
  const { shares, mean } = shrinkShares([
    { n: 1, k: 1 },
    { n: 200, k: 160 },
    { n: 200, k: 120 },
    { n: 150, k: 90 },
  ]);
  const [one, good] = shares;
  expect(one!.mean).toBeLessThan(good!.mean);
  expect(one!.ci[0]).toBeLessThan(good!.ci[0]);
  expect(one!.mean).toBeGreaterThan(mean);
});

test('shares and ends lie within 0 and 1, the middle between the ends; names do not matter', () => {
  fc.assert(
    fc.property(people, (counts) => {
      const { shares } = shrinkShares(counts);
      const turned = shrinkShares(counts.toReversed()).shares.toReversed();
      for (const [i, { mean, ci }] of shares.entries()) {
        expect(ci[0]).toBeGreaterThanOrEqual(0);
        expect(ci[1]).toBeLessThanOrEqual(1);
        expect(mean).toBeGreaterThanOrEqual(ci[0] - 1e-9);
        expect(mean).toBeLessThanOrEqual(ci[1] + 1e-9);
        expect(turned[i]?.mean).toBeCloseTo(mean, 9);
      }
    }),
    { numRuns: 40 },
  );
});

test('the same share: more cases pull less, and are known better', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 30 }), (tenths, times) => {
      const others = [3, 5, 7].map((k) => ({ n: 100, k: k * 10 }));
      const { shares, mean } = shrinkShares([{ n: 10, k: tenths }, { n: 10 * times, k: tenths * times }, ...others]);
      const [few, many] = shares;
      expect(Math.abs(many!.mean - tenths / 10)).toBeLessThanOrEqual(Math.abs(few!.mean - tenths / 10) + 1e-9);
      expect(many!.variance).toBeLessThan(few!.variance);
      // Towards the others; five in ten stands where they do, up to the last digits.
      expect((few!.mean - tenths / 10) * (mean - tenths / 10)).toBeGreaterThan(-1e-9);
    }),
    { numRuns: 120 },
  );
});

test('95 % intervals hold the truth 95 times in 100, and squared errors are smaller than those of raw shares', () => {
  let seed = 7;
  const chance = (): number => {
    // Park and Miller's minimal standard: the same draws on every machine.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let [held, all, raw, shrunk] = [0, 0, 0, 0];
  for (let world = 0; world < 60; world++) {
    const truth = Array.from({ length: 8 }, () => 0.5 + 0.3 * (chance() + chance() + chance() - 1.5) * 0.8);
    const counts = truth.map((p) => {
      const n = 5 + Math.floor(chance() * 60);
      return { n, k: Array.from({ length: n }, chance).filter((u) => u < p).length };
    });
    const { shares } = shrinkShares(counts);
    for (const [i, { mean, ci }] of shares.entries()) {
      const p = truth[i]!;
      all++;
      if (ci[0] <= p && p <= ci[1]) held++;
      raw += (counts[i]!.k / counts[i]!.n - p) ** 2;
      shrunk += (mean - p) ** 2;
    }
  }
  expect(held / all).toBeGreaterThan(0.92);
  expect(held / all).toBeLessThanOrEqual(0.99);
  expect(shrunk).toBeLessThan(0.6 * raw);
});

test('who only has hard cases is compared as if she had everybody’s mix', () => {
  // In both strata a and b do the same; a has mostly easy ones, b mostly hard ones.
  const easy = [
    { n: 900, k: 810 },
    { n: 100, k: 90 },
  ];
  const hard = [
    { n: 100, k: 30 },
    { n: 900, k: 270 },
  ];
  const raw = [(810 + 30) / 1000, (90 + 270) / 1000];
  expect(raw[0]! - raw[1]!).toBeGreaterThan(0.4);
  const [a, b] = standardShares([easy, hard]);
  expect(Math.abs(a!.mean - b!.mean)).toBeLessThan(0.01);
  expect(a!.mean).toBeCloseTo(0.6, 1);
});

test('nobody, or nobody with a case', () => {
  expect(shrinkShares([]).shares).toEqual([]);
  expect(standardShares([])).toEqual([]);
  const [none] = shrinkShares([{ n: 0, k: 0 }]).shares;
  expect(none!.ci[1] - none!.ci[0]).toBeGreaterThan(0.8);
});
