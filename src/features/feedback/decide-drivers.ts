/** What goes with low scores, and what is said more and more. Pure: counts in, figures with their intervals out. */
import { cochranArmitage, type Count, newcombe } from '../../engine/stats/index.ts';

/** With fewer customers on a side there is no figure. */
export const LEAST_CUSTOMERS = 30;
/** A reason that fewer customers give is not compared. */
export const LEAST_MENTIONS = 5;
const ALPHA = 0.05;

export interface DriverCount {
  readonly code: string;
  /** Customers with a low score who give this reason, of all of them; and those with a high one. */
  readonly low: Count;
  readonly high: Count;
}

export interface Driver extends DriverCount {
  /** Share among low scores less share among high ones, with its 95 % interval (Newcombe); null: too few. */
  readonly difference: number | null;
  readonly ci: readonly [number, number] | null;
  /** Its interval clear of 0 even when as many reasons are looked at as are (Bonferroni). */
  readonly stands: boolean;
}

export function decideDrivers(counts: readonly DriverCount[]): Driver[] {
  const isEnough = ({ low, high }: DriverCount): boolean =>
    low.n >= LEAST_CUSTOMERS && high.n >= LEAST_CUSTOMERS && low.k + high.k >= LEAST_MENTIONS;
  const compared = Math.max(1, counts.filter(isEnough).length);
  return counts
    .map((count): Driver => {
      if (!isEnough(count)) return { ...count, difference: null, ci: null, stands: false };
      const { low, high } = count;
      const [strictest] = newcombe(low, high, ALPHA / compared);
      const [from, to] = newcombe(low, high, ALPHA);
      return { ...count, difference: low.k / low.n - high.k / high.n, ci: [from, to], stands: strictest > 0 };
    })
    .sort(
      (a, b) => Number(b.stands) - Number(a.stands) || (b.difference ?? -2) - (a.difference ?? -2) || b.low.k - a.low.k,
    );
}

export interface Tendency {
  readonly direction: 'up' | 'down';
  readonly p: number;
}

/** Texts of each stretch of time: `n` in all, `k` that give the reason. */
export type Series = readonly Count[];

/**
 * Which reasons rise or fall as a share of what is said (Cochran and Armitage), so that more answers alone are no rise. All reasons are looked at
 * together, so each must be as rare as one in (20 times their number) by chance; with few texts or few mentions there is no verdict.
 */
export function decideTendencies<Key>(series: ReadonlyMap<Key, Series>): Map<Key, Tendency | null> {
  const tests = [...series].map(([key, counts]) => {
    const doses = counts.map(({ n, k }, score) => ({ n, k, score })).filter(({ n }) => n > 0);
    const said = doses.reduce((sum, { k }) => sum + k, 0);
    const texts = doses.reduce((sum, { n }) => sum + n, 0);
    const isEnough = texts >= LEAST_CUSTOMERS && said >= 2 * LEAST_MENTIONS && doses.length >= 3;
    return [key, isEnough ? cochranArmitage(doses) : null] as const;
  });
  const looked = Math.max(1, tests.filter(([, trend]) => trend).length);
  return new Map(
    tests.map(([key, trend]) => {
      if (!trend || trend.p >= ALPHA / looked) return [key, null];
      return [key, { direction: trend.z > 0 ? 'up' : 'down', p: trend.p }];
    }),
  );
}
