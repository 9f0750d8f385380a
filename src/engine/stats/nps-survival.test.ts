import { describe, expect, test } from 'vitest';
import cases from './cases/survival.json' with { type: 'json' };
import { newcombe } from './newcombe.ts';
import { differenceOfIntervals, nps } from './nps.ts';
import { endedBy, kaplanMeier } from './survival.ts';
import { wilson } from './wilson.ts';

describe('Kaplan-Meier', () => {
  const durations = cases.times.map((time, at) => ({ time, ended: cases.ended[at] === 1 }));
  const steps = kaplanMeier(durations);

  test('the remission times of Freireich', () => {
    expect(
      steps.map((step) => [
        step.time,
        step.atRisk,
        step.ended,
        Number(step.survival.toFixed(3)),
        Number(step.se.toFixed(4)),
      ]),
    ).toEqual(cases.steps);
    expect(endedBy(steps, 0.5)).toEqual({ value: cases.median, ci: [cases.low, null] });
    expect(endedBy(steps, 0.9)).toEqual({ value: null, ci: [null, null] });
  });

  test('without censoring it is the share of what took longer', () => {
    const all = kaplanMeier([5, 1, 4, 2, 3].map((time) => ({ time, ended: true })));
    expect(all.map((step) => Number(step.survival.toFixed(9)))).toEqual([0.8, 0.6, 0.4, 0.2, 0]);
    expect(endedBy(all, 0.6).value).toBe(3);
    expect(kaplanMeier([])).toEqual([]);
    expect(endedBy([], 0.5)).toEqual({ value: null, ci: [null, null] });
  });
});

describe('NPS', () => {
  test('the figure and its standard error', () => {
    const { value, se, ci } = nps({ n: 400, promoters: 200, detractors: 80 });
    expect(value).toBe(30);
    // sqrt((.5 + .2 - .09) / 400)
    expect(se).toBeCloseTo(3.90512, 5);
    expect(ci[0]).toBeCloseTo(22.3461, 4);
    expect(ci[1]).toBeCloseTo(37.6539, 4);
  });

  test('where all agree the interval is not a point and stays in the scale', () => {
    const { value, ci } = nps({ n: 30, promoters: 30, detractors: 0 });
    expect(value).toBe(100);
    expect(ci[0]).toBeGreaterThan(75);
    expect(ci[0]).toBeLessThan(100);
    expect(ci[1]).toBe(100);
    expect(nps({ n: 0, promoters: 0, detractors: 0 }).value).toBeNaN();
  });

  /** All outcomes of n answers with their chance: no simulation, no luck. */
  test.each([
    [30, 0.5, 0.2],
    [30, 0.85, 0.05],
    [50, 0.3, 0.3],
    [90, 0.6, 0.1],
    [120, 0.5, 0.2],
  ])('at n = %i, p = %f, d = %f the interval holds the truth about 95 times in 100', (n, p, d) => {
    const log = [0];
    for (let i = 1; i <= n; i++) log.push((log[i - 1] ?? 0) + Math.log(i));
    const f = (i: number) => log[i] ?? 0;
    let covered = 0;
    for (let k = 0; k <= n; k++)
      for (let m = 0; m + k <= n; m++) {
        const chance = Math.exp(
          f(n) - f(k) - f(m) - f(n - k - m) + k * Math.log(p) + m * Math.log(d) + (n - k - m) * Math.log(1 - p - d),
        );
        const { ci } = nps({ n, promoters: k, detractors: m });
        if (ci[0] <= 100 * (p - d) && 100 * (p - d) <= ci[1]) covered += chance;
      }
    expect(covered).toBeGreaterThan(0.935);
    expect(covered).toBeLessThan(0.975);
  });

  test('the difference of two intervals is Newcombe for shares', () => {
    const [t, c] = [
      { n: 70, k: 56 },
      { n: 80, k: 48 },
    ];
    const of = (count: { n: number; k: number }) => ({ value: count.k / count.n, ci: wilson(count) });
    const got = differenceOfIntervals(of(t), of(c));
    newcombe(t, c).forEach((end, at) => expect(got[at]).toBeCloseTo(end, 12));
  });
});
