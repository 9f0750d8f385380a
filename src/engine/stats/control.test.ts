/** False alarms over daily looks, by simulation with fixed seeds, and what the chart sees. */
import { expect, test } from 'vitest';
import { alwaysValid } from './confidence-sequence.ts';
import { outsideOf, referenceOf, usualRange } from './control.ts';
import { chance } from './testing/chance.ts';
import { wilson } from './wilson.ts';

const LOOKS = 60;
const A_DAY = 10;
const LEAST = 30;

function hits(random: () => number, n: number, p: number): number {
  let k = 0;
  for (let i = 0; i < n; i++) if (random() < p) k++;
  return k;
}

const seOf = (n: number, k: number): number => {
  const [low, high] = wilson({ n, k });
  return (high - low) / 3.92;
};

/** Share of periods of 60 daily looks in which it alarms at least once; six past periods as reference, `p` by day. */
function alarms(seed: number, periods: number, past: number, p: (day: number) => number, wander = 0): number {
  const random = chance(seed);
  let alarmed = 0;
  for (let period = 0; period < periods; period++) {
    const at = () => past + wander * (random() + random() + random() - 1.5) * 2;
    const n = LOOKS * A_DAY;
    const reference = referenceOf(
      Array.from({ length: 6 }, () => {
        const k = hits(random, n, at());
        return { value: k / n, n, se: seOf(n, k) };
      }),
    );
    if (!reference) throw new Error('six periods are enough');
    const shift = at() - past;
    let [seen, k, out] = [0, 0, false];
    for (let day = 0; day < LOOKS; day++) {
      k += hits(random, A_DAY, p(day) + shift);
      seen += A_DAY;
      if (seen < LEAST) continue;
      const [low, high] = usualRange(reference, seen);
      out ||= k / seen < low || k / seen > high;
    }
    if (out) alarmed++;
  }
  return alarmed / periods;
}

test('an unchanged process alarms in at most 5 % of periods of 60 daily looks', () => {
  for (const [at, p] of [0.85, 0.5, 0.12].entries()) expect(alarms(11 + at, 1000, p, () => p)).toBeLessThan(0.05);
});

test('nor does one whose months differ more than chance explains by as much again', () => {
  // Standard deviation between periods 0.015: about that of chance within one (0.0146 at n = 600).
  expect(alarms(21, 1000, 0.85, () => 0.85, 0.015)).toBeLessThan(0.1);
});

test('a fall from 85 to 75 % is seen in nearly every period', () => {
  expect(alarms(31, 300, 0.85, () => 0.75)).toBeGreaterThan(0.9);
});

test('a figure exactly on a fixed limit alarms in at most 5 % of periods', () => {
  const random = chance(41);
  let alarmed = 0;
  for (let period = 0; period < 1500; period++) {
    let [n, k, out] = [0, 0, false];
    for (let day = 0; day < LOOKS; day++) {
      k += hits(random, A_DAY, 0.8);
      n += A_DAY;
      if (n < LEAST) continue;
      out ||= outsideOf(alwaysValid(k / n, seOf(n, k), n, 600), { low: 0.8, high: null }) !== 0;
    }
    if (out) alarmed++;
  }
  expect(alarmed / 1500).toBeLessThan(0.05);
});

test('a fixed interval looked at as often would alarm several times as much', () => {
  const random = chance(51);
  let alarmed = 0;
  for (let period = 0; period < 400; period++) {
    let [n, k, out] = [0, 0, false];
    for (let day = 0; day < LOOKS; day++) {
      k += hits(random, A_DAY, 0.8);
      n += A_DAY;
      out ||= n >= LEAST && outsideOf(wilson({ n, k }), { low: 0.8, high: 0.8 }) !== 0;
    }
    if (out) alarmed++;
  }
  expect(alarmed / 400).toBeGreaterThan(0.2);
});

test('by hand: centre, spread and dispersion of three equal periods', () => {
  const past = [0.8, 0.8, 0.8].map((value) => ({ value, n: 100, se: 0.04 }));
  const reference = referenceOf(past);
  expect(reference).toMatchObject({ centre: 0.8, dispersion: 1, n: 300, planned: 100 });
  expect(reference?.spread).toBeCloseTo(0.4, 12);
  expect(referenceOf(past.slice(1))).toBeNull();
});
