/** Decisions from sums, by cases worked out by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe } from '../../engine/stats/index.ts';
import { bottleneckOf, decideComparison, decideStages, NOTHING, readingOf } from './decide.ts';
import { type Cases, decidePeople, decidePractices } from './decide-people.ts';
import { STAGES } from './contract-stages.ts';
import { spansOf, standingIn } from './decide-stages.ts';

const minute = 60_000;
const at = (minutes: number): Date => new Date(minutes * minute);
const between = (from: Date, to: Date): number => to.getTime() - from.getTime();

describe('stages', () => {
  test('add up to the whole, whatever was noted in whatever order', () => {
    const moment = fc.option(fc.integer({ min: -50, max: 500 }).map(at), { nil: null });
    fc.assert(
      fc.property(
        moment,
        moment,
        moment,
        fc.integer({ min: 0, max: 400 }),
        (acceptedAt, contactedAt, answeredAt, end) => {
          const spans = spansOf({ openedAt: at(0), acceptedAt, contactedAt, answeredAt, closedAt: at(end) }, between);
          const values = STAGES.map((stage) => spans[stage] ?? Number.NaN);
          expect(values.reduce((sum, ms) => sum + ms, 0)).toBe(end * minute);
          expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('a message sent before anybody accepted takes no time; what is open has only what is over', () => {
    const moments = { openedAt: at(0), acceptedAt: at(30), contactedAt: at(10), answeredAt: null, closedAt: null };
    expect(spansOf({ ...moments, closedAt: at(50) }, between)).toEqual({
      accept: 30 * minute,
      contact: 0,
      answer: 20 * minute,
      close: 0,
    });
    expect(spansOf(moments, between)).toEqual({ accept: 30 * minute, contact: 0, answer: null, close: null });
    expect(standingIn(moments)).toEqual({ stage: 'answer', since: at(30) });
    expect(standingIn({ ...moments, acceptedAt: null })).toEqual({ stage: 'accept', since: at(0) });
  });

  test('the bottleneck is the largest share of the whole, beside the period before', () => {
    const sums = (...means: number[]) =>
      new Map(
        STAGES.map((stage, i) => [stage, { n: 10, k: 0, sum: 10 * (means[i] ?? 0), sumsq: 10 * (means[i] ?? 0) ** 2 }]),
      );
    const stages = decideStages(sums(10, 60, 20, 10), sums(40, 40, 10, 10), () => 5, new Map());
    expect(stages.map(({ share }) => share)).toEqual([0.1, 0.6, 0.2, 0.1]);
    expect(bottleneckOf(stages)).toMatchObject({ stage: 'contact', share: 0.6 });
    expect(bottleneckOf(stages)?.words.zh).toBe('60 % 的时间用在「接受到首次联系」，上一期 40 %。');
    expect(bottleneckOf(decideStages(new Map(), new Map(), () => null, new Map()))).toBeNull();
  });
});

test('too few are no figure', () => {
  expect(readingOf('plan', { ...NOTHING, n: 19, k: 19 }).value).toBeNull();
  expect(readingOf('plan', { ...NOTHING, n: 20, k: 19 }).value).toBe(0.95);
  expect(readingOf('cycle', { n: 9, k: 0, sum: 90, sumsq: 900 }).value).toBeNull();
  expect(readingOf('repurchase', { n: 3, k: 1, sum: 80, sumsq: 6400 }, -10)).toEqual({ value: 70, ci: null, each: 80 });
});

describe('a comparison', () => {
  const arm = (n: number, k: number) => ({ ...NOTHING, n, k });
  test('less churn in the treatment arm is a gain, by Newcombe', () => {
    const [t, c] = [arm(500, 100), arm(500, 160)];
    const found = decideComparison('churn', { t, c }, 0.5);
    expect(found).toMatchObject({ verdict: 'proven_gain', ci: [...newcombe(t, c)] });
    expect(found.diff).toBeCloseTo(-0.12, 12);
    expect(decideComparison('renewal', { t, c }, 0.5).verdict).toBe('proven_loss');
  });
  test('too few, and arms that are not of the size that was drawn', () => {
    expect(decideComparison('churn', { t: arm(99, 20), c: arm(99, 30) }, 0.5)).toMatchObject({
      verdict: 'too_little_data',
      diff: null,
    });
    expect(decideComparison('churn', { t: arm(600, 100), c: arm(400, 100) }, 0.5)).toMatchObject({
      verdict: 'invalid',
      diff: null,
    });
    // the holdout changed in the period: the split cannot be checked
    expect(decideComparison('churn', { t: arm(600, 100), c: arm(400, 100) }, null).verdict).toBe('proven_gain');
  });
});

describe('people', () => {
  const nameOf = (person: string): string => person.toUpperCase();
  const one = (person: string, playbook: string, n: number, k: number): Cases => ({ person, playbook, n, k });

  test('one of one is no rank; the lower end decides, not the share', () => {
    const { people, overall } = decidePeople(
      [one('luck', 'a', 1, 1), one('few', 'a', 20, 19), one('many', 'a', 400, 360), one('rest', 'a', 400, 240)],
      nameOf,
    );
    expect(overall).toMatchObject({ n: 821, k: 620 });
    expect(people.map(({ person, rank }) => [person, rank])).toEqual([
      ['many', 1],
      ['few', 2],
      ['rest', 3],
      ['luck', null],
    ]);
    expect(people[0]).toMatchObject({ name: 'MANY', raw: 0.9, standing: 'above' });
    expect(people.at(-1)).toMatchObject({ raw: 1, adjusted: null, ci: null, standing: 'few' });
  });

  test('alone, nobody is ranked', () => {
    expect(decidePeople([one('a', 'p', 500, 400)], nameOf).people).toMatchObject([
      { rank: null, standing: 'few', raw: 0.8 },
    ]);
    expect(decidePeople([], nameOf)).toMatchObject({ people: [], overall: { n: 0, rate: null } });
  });

  test('whoever has the hard playbook is not behind for it', () => {
    const { people } = decidePeople(
      [one('a', 'easy', 300, 270), one('a', 'hard', 30, 9), one('b', 'easy', 30, 27), one('b', 'hard', 300, 90)],
      nameOf,
    );
    const [first, second] = people;
    expect(Math.abs((first?.adjusted ?? 0) - (second?.adjusted ?? 0))).toBeLessThan(0.02);
    expect(people.every(({ standing }) => standing === 'within')).toBe(true);
  });

  test('who stands out of a playbook, and what she does otherwise', () => {
    const cases = [one('a', 'p', 200, 180), one('b', 'p', 200, 100), one('c', 'p', 5, 5)];
    const way = (person: string, script: string, n: number) => ({ person, playbook: 'p', script, channel: 'phone', n });
    const found = decidePractices({
      cases,
      ways: [way('a', 'soft', 150), way('a', 'hard', 50), way('b', 'hard', 200), way('c', 'soft', 5)],
      firsts: [
        { person: 'a', playbook: 'p', n: 200, sumMs: 200 * 10 * minute },
        { person: 'b', playbook: 'p', n: 200, sumMs: 200 * 90 * minute },
      ],
      nameOf,
      playbookOf: (key) => ({ zh: key, en: key }),
      scriptOf: (key) => ({ zh: key, en: key }),
      channelOf: (key) => ({ zh: key, en: key }),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ person: 'a', playbook: 'p', n: 200, others: { n: 205, rate: 105 / 205 } });
    expect(found[0]?.differs.map(({ zh }) => zh)).toEqual([
      '用话术「soft」的占 75 %，其他人 2 %',
      '打开后平均 10 分钟第一次联系，其他人 90 分钟',
    ]);
  });
});
