/** Many experiments without a difference, looked at every day: how often something is "proven". Fixed seeds; four times as many with `bin/huixiang test --all`. */
import { expect, test } from 'vitest';
import {
  type Alone,
  type Bit,
  type GuardPair,
  NOTHING,
  pairUp,
  takeGuards,
  takeOutcomes,
  type Variant,
} from './decide-trial.ts';
import { chance } from '../../engine/stats/testing/chance.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
const MANY = ALL ? 400 : 100;
/** Of a hundred, what chance may add to a share (three standard errors); peeking at a test for one look would prove one in three. */
const within = (share: number): number => (ALL ? share : share + 3 * Math.sqrt((share * (1 - share)) / MANY));

interface World {
  readonly days: number;
  readonly perDay: number;
  readonly share: number;
  /** The chance of a hit on a day, of each wording. */
  readonly rate: (day: number) => readonly [number, number];
  readonly harm: readonly [number, number];
}

/** The customers of each day are paired as they come, and every evening all finished pairs are looked at. */
function run(world: World, random: () => number): { verdict: string; alarm: boolean; day: number } {
  let waiting: Alone[] = [];
  let last = { seq: 0, block: 0 };
  let progress = NOTHING;
  const facts = new Map<string, { hit: Bit; out: Bit; complaint: Bit }>();
  const blocks: { a: string; b: string }[] = [];
  const bit = (p: number): Bit => (random() < p ? 1 : 0);
  for (let day = 0; day < world.days; day += 1) {
    const rates = world.rate(day);
    const arrivals = Array.from({ length: world.perDay }, (_, index) => {
      const variant: Variant = random() < world.share ? 'b' : 'a';
      const customerId = `${day}-${index}`;
      const of = variant === 'a' ? 0 : 1;
      facts.set(customerId, { hit: bit(rates[of]), out: bit(world.harm[of]), complaint: bit(world.harm[of]) });
      return { customerId, variant };
    });
    const paired = pairUp(arrivals, waiting, last);
    const partners = new Set(paired.partners.map(({ customerId }) => customerId));
    const old = new Map(waiting.map((each) => [each.customerId, each.variant]));
    for (const { customerId, variant, block } of paired.fresh)
      if (block !== null) blocks[block - 1] = { ...(blocks[block - 1] ?? { a: '', b: '' }), [variant]: customerId };
    for (const { customerId, block } of paired.partners)
      blocks[block - 1] = { ...(blocks[block - 1] ?? { a: '', b: '' }), [old.get(customerId) ?? 'a']: customerId };
    waiting = [
      ...waiting.filter(({ customerId }) => !partners.has(customerId)),
      ...paired.fresh.filter(({ block }) => block === null),
    ];
    last = { seq: last.seq + arrivals.length, block: paired.lastBlock };
    const done = blocks.slice(progress.outcome.n);
    const fact = (id: string) => facts.get(id) ?? { hit: 0 as Bit, out: 0 as Bit, complaint: 0 as Bit };
    const guards = takeGuards(
      progress,
      done.map(
        ({ a, b }): GuardPair => ({
          optedOut: [fact(a).out, fact(b).out],
          complained: [fact(a).complaint, fact(b).complaint],
        }),
      ),
    );
    if (guards.alarm) return { verdict: 'guardrail', alarm: true, day };
    const outcome = takeOutcomes(
      guards.progress,
      done.map(({ a, b }) => [fact(a).hit, fact(b).hit] as const),
    );
    if (outcome.verdict !== 'not_yet') return { verdict: outcome.verdict, alarm: false, day };
    progress = outcome.progress;
  }
  return { verdict: 'not_yet', alarm: false, day: world.days };
}

function many(n: number, seed: number, world: World): { decided: number; better: number; alarms: number } {
  const ends = Array.from({ length: n }, (_, index) => run(world, chance(seed * 100_000 + index)));
  return {
    decided: ends.filter(({ verdict }) => verdict === 'better' || verdict === 'worse').length / n,
    better: ends.filter(({ verdict }) => verdict === 'better').length / n,
    alarms: ends.filter(({ alarm }) => alarm).length / n,
  };
}

const calm: World = { days: 60, perDay: 30, share: 0.5, rate: () => [0.2, 0.2], harm: [0.02, 0.02] };

test('without a difference, sixty daily looks prove one in at most 5 % and alarm in at most 1 %', () => {
  const worlds: World[] = [
    calm,
    { ...calm, rate: () => [0.5, 0.5], harm: [0.1, 0.1] },
    // The rate doubles on the way, and the shares are uneven: those of a pair come at nearly the same time.
    { ...calm, share: 0.3, rate: (day) => (day < 30 ? [0.15, 0.15] : [0.3, 0.3]) },
    { ...calm, share: 0.7, rate: (day) => (day % 7 < 5 ? [0.1, 0.1] : [0.4, 0.4]) },
  ];
  for (const [index, world] of worlds.entries()) {
    const { decided, alarms } = many(MANY, index + 1, world);
    expect(decided, `world ${index}`).toBeLessThanOrEqual(within(0.05));
    expect(alarms, `world ${index}`).toBeLessThanOrEqual(within(0.01));
  }
}, 120_000);

test('a real difference is found, real harm is stopped', () => {
  const { better, decided } = many(ALL ? 100 : 50, 11, { ...calm, rate: () => [0.2, 0.32] });
  expect(better).toBeGreaterThan(0.9);
  expect(decided).toBe(better);
  expect(many(ALL ? 100 : 50, 12, { ...calm, harm: [0.01, 0.06] }).alarms).toBeGreaterThan(0.9);
}, 120_000);

test('pairs: the latest of the other wording, never twice, none of both left alone', () => {
  const random = chance(5);
  let waiting: Alone[] = [];
  let last = { seq: 0, block: 0 };
  const pairs = new Map<number, Variant[]>();
  for (let round = 0; round < 200; round += 1) {
    const arrivals = Array.from({ length: Math.floor(random() * 6) }, (_, index) => ({
      customerId: `${round}-${index}`,
      variant: (random() < 0.4 ? 'b' : 'a') as Variant,
    }));
    const paired = pairUp(arrivals, waiting, last);
    const of = new Map(waiting.map(({ customerId, variant }) => [customerId, variant]));
    for (const { customerId, block } of paired.partners)
      pairs.set(block, [...(pairs.get(block) ?? []), of.get(customerId) ?? 'a']);
    for (const { variant, block } of paired.fresh)
      if (block !== null) pairs.set(block, [...(pairs.get(block) ?? []), variant]);
    const gone = new Set(paired.partners.map(({ customerId }) => customerId));
    waiting = [
      ...waiting.filter(({ customerId }) => !gone.has(customerId)),
      ...paired.fresh.filter(({ block }) => block === null),
    ];
    expect(new Set(waiting.map(({ variant }) => variant)).size).toBeLessThanOrEqual(1);
    last = { seq: last.seq + arrivals.length, block: paired.lastBlock };
  }
  expect([...pairs.keys()].sort((x, y) => x - y)).toEqual(Array.from({ length: last.block }, (_, index) => index + 1));
  for (const pair of pairs.values()) expect([...pair].sort()).toEqual(['a', 'b']);
});

test('nine customers prove nothing, however one-sided; thirty pairs may', () => {
  const oneSided = (n: number) => Array.from({ length: n }, () => [1, 0] as const);
  const early = takeOutcomes(NOTHING, oneSided(9));
  expect(early.progress.outcome.e).toBeGreaterThan(1000);
  expect(early.verdict).toBe('not_yet');
  expect(takeOutcomes(early.progress, oneSided(21)).verdict).toBe('worse');
});
