/**
 * Where a change of a figure comes from: each part's share in it, split into what changed within the part (rate) and what changed in how much of
 * the whole the part is (mix). Kitagawa 1955, "Components of a Difference Between Two Rates", JASA 50(272): 1168-1194. All parts add up to the
 * whole change, without a remainder.
 */
import { zOf } from './normal.ts';

export interface PartFigure {
  readonly key: string;
  readonly value: number;
  readonly n: number;
}

export interface PartChange {
  readonly key: string;
  readonly before: { readonly value: number | null; readonly n: number };
  readonly now: { readonly value: number | null; readonly n: number };
  /** Because its own figure changed. */
  readonly rate: number;
  /** Because it became a larger or smaller part of the whole. */
  readonly mix: number;
  /** rate + mix, with its standard error. */
  readonly effect: number;
  readonly se: number;
  /** By how many standard errors it changed otherwise than all others together: far from 0 it is special, near 0 it moves with them. */
  readonly apart: number;
}

export interface Decomposition {
  readonly before: number;
  readonly now: number;
  readonly change: number;
  readonly rate: number;
  readonly mix: number;
  readonly parts: readonly PartChange[];
}

/**
 * `spread`: standard deviation of one unit of the figure. null where a side is empty. `base`: the part that is what there is without any other (no
 * reason given); the others are weighed against it, and its own share moves nothing, as it is only what they leave.
 */
export function decompose(
  before: readonly PartFigure[],
  now: readonly PartFigure[],
  spread: number,
  base?: string,
): Decomposition | null {
  const [was, is] = [wholeOf(before), wholeOf(now)];
  if (was.n === 0 || is.n === 0) return null;
  // Shares add up to 1 on both sides, so any constant may be taken off: with the middle of both, a part as good as all others shifts nothing.
  const middle = baseOf(before, now, base) ?? (was.value + is.value) / 2;
  const keys = [...new Set([...before, ...now].map(({ key }) => key))].toSorted();
  const parts = keys.map((key): PartChange => {
    const [a, b] = [of(before, key), of(now, key)];
    // What was on one side only had no rate on the other: all its effect is mix.
    const v0 = a.value ?? b.value ?? 0;
    const v1 = b.value ?? a.value ?? 0;
    const [w0, w1] = [a.n / was.n, b.n / is.n];
    const rate = ((w0 + w1) / 2) * (v1 - v0);
    const mix = (w1 - w0) * ((v0 + v1) / 2 - middle);
    const both = a.n > 0 && b.n > 0;
    const rateSe = both ? ((w0 + w1) / 2) * spread * Math.sqrt(1 / a.n + 1 / b.n) : 0;
    const mixSe = Math.abs((v0 + v1) / 2 - middle) * Math.sqrt((w0 * (1 - w0)) / was.n + (w1 * (1 - w1)) / is.n);
    const rest = changeOfRest([before, now], key, spread);
    const own = both ? { value: v1 - v0, se: spread * Math.sqrt(1 / a.n + 1 / b.n) } : null;
    const byRate = own && rest ? (own.value - rest.value) / Math.hypot(own.se, rest.se) : 0;
    const byMix = mixSe > 0 ? mix / mixSe : 0;
    return {
      key,
      before: a,
      now: b,
      rate,
      mix,
      effect: rate + mix,
      se: Math.hypot(rateSe, mixSe),
      apart: Math.abs(mix) > Math.abs(rate) ? byMix : byRate,
    };
  });
  return {
    before: was.value,
    now: is.value,
    change: is.value - was.value,
    rate: parts.reduce((total, each) => total + each.rate, 0),
    mix: parts.reduce((total, each) => total + each.mix, 0),
    parts: parts.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.key < b.key ? -1 : 1)),
  };
}

/**
 * The part that explains at least half of the change, and changed otherwise than the rest by more than chance among so many parts (Bonferroni);
 * null where none does, and with a single part, which has no rest. `looked`: parts looked at in all divisions together.
 */
export function standsOut(found: Decomposition, looked = found.parts.length, alpha = 0.05): PartChange | null {
  if (found.parts.length < 2 || found.change === 0) return null;
  const critical = zOf(alpha / Math.max(1, looked));
  const [first] = found.parts.filter(
    ({ effect, apart }) =>
      effect / found.change >= 0.5 && Math.abs(apart) > critical && Math.sign(apart) === Math.sign(found.change),
  );
  return first ?? null;
}

function baseOf(before: readonly PartFigure[], now: readonly PartFigure[], key: string | undefined): number | null {
  if (key === undefined) return null;
  const [a, b] = [of(before, key).value, of(now, key).value];
  if (a === null || b === null) return a ?? b;
  return (a + b) / 2;
}

function wholeOf(parts: readonly PartFigure[]): { n: number; value: number } {
  const n = parts.reduce((total, part) => total + part.n, 0);
  return { n, value: n > 0 ? parts.reduce((total, part) => total + part.n * part.value, 0) / n : 0 };
}

function of(parts: readonly PartFigure[], key: string): { value: number | null; n: number } {
  const { n, value } = wholeOf(parts.filter((part) => part.key === key));
  return { n, value: n > 0 ? value : null };
}

function changeOfRest(
  [before, now]: readonly [readonly PartFigure[], readonly PartFigure[]],
  key: string,
  spread: number,
): { value: number; se: number } | null {
  const [a, b] = [before, now].map((parts) => wholeOf(parts.filter((part) => part.key !== key)));
  if (!a || !b || a.n === 0 || b.n === 0) return null;
  return { value: b.value - a.value, se: spread * Math.sqrt(1 / a.n + 1 / b.n) };
}
