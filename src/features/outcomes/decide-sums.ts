/** Reads sums by the parts of their keys. Pure. */
import type { ArmTotals, Hits, QuarterTotals } from './decide-totals.ts';

export interface Sum {
  readonly key: readonly string[];
  readonly v: readonly number[];
}

/** What a part of the key has to be, by its place. */
export type Where = Readonly<Record<number, string>>;

const holds = (where: Where, { key }: Sum): boolean =>
  Object.entries(where).every(([at, wanted]) => key[Number(at)] === wanted);

/** The values of all that hold, added up; empty when none do. Sums come in the order of their keys, so the same rows give the same last digit. */
export function total(sums: readonly Sum[], where: Where): number[] {
  const found = sums.filter((sum) => holds(where, sum));
  const width = Math.max(0, ...found.map(({ v }) => v.length));
  return Array.from({ length: width }, (_each, i) => found.reduce((sum, { v }) => sum + (v[i] ?? 0), 0));
}

/** What `outcome` sums. */
export function outcomeOf(sums: readonly Sum[], where: Where) {
  const [n = 0, k = 0, buyers = 0, sum = 0, sumsq = 0, before = 0, beforeSq = 0, netBefore = 0, nonZero = 0] = total(
    sums,
    where,
  );
  return { n, k, buyers, sum, sumsq, before, beforeSq, netBefore, nonZero };
}

export function hitsOf(sums: readonly Sum[], where: Where): Hits {
  const { n, k } = outcomeOf(sums, where);
  return { matured: n, converters: k };
}

export interface Spender {
  readonly arm: 'treatment' | 'control';
  readonly net: number;
  readonly before: number;
}

type Arm = Omit<ArmTotals, 'enrolled' | 'contacted'>;

/**
 * Both arms, with revenue capped at the 99th percentile (between neighbours, as percentile_cont) of what is not 0. Only the hundredth at the top is
 * looked at one by one: capping takes from the sums what lies above.
 */
export async function armsOf(
  from: { tail(most: number): Promise<readonly Spender[]> },
  sums: readonly Sum[],
): Promise<{ treatment: Arm; control: Arm; cap: number | null }> {
  const { nonZero } = outcomeOf(sums, {});
  const place = 0.99 * (nonZero - 1);
  const low = Math.floor(place);
  const tail = nonZero > 0 ? await from.tail(nonZero - low) : [];
  const [bottom, next] = [tail.at(-1), tail.at(-2)];
  const cap = bottom ? bottom.net + ((next ?? bottom).net - bottom.net) * (place - low) : null;
  const arm = (name: 'treatment' | 'control'): Arm => {
    const { n, k, buyers, sum, sumsq, before, beforeSq, netBefore } = outcomeOf(sums, { 0: name });
    const above = tail.filter((one) => one.arm === name && cap !== null && one.net > cap);
    const less = (of: (one: Spender) => number): number => above.reduce((all, one) => all + of(one), 0);
    const top = cap ?? 0;
    return {
      matured: n,
      converters: k,
      buyers,
      revenue: { sum, sumsq },
      capped: { sum: sum - less(({ net }) => net - top), sumsq: sumsq - less(({ net }) => net * net - top * top) },
      aboveCap: above.length,
      before: { sum: before, sumsq: beforeSq },
      cappedBefore: netBefore - less((one) => (one.net - top) * one.before),
    };
  };
  return { treatment: arm('treatment'), control: arm('control'), cap };
}

const quarterOf = (month: string): string => `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

export function quartersOf(sums: readonly Sum[]): QuarterTotals[] {
  const quarters = [...new Set(sums.map(({ key }) => quarterOf(key[1] ?? '')))].toSorted();
  const of = (quarter: string, arm: string) => {
    const { n, sum, sumsq } = outcomeOf(
      sums.filter(({ key }) => quarterOf(key[1] ?? '') === quarter),
      { 0: arm },
    );
    return { n, sum, sumsq };
  };
  return quarters.map((quarter) => ({ quarter, treatment: of(quarter, 'treatment'), control: of(quarter, 'control') }));
}
