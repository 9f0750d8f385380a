/** How far a goal is, and whether its figure has left the band. Pure. */
import { alwaysValid, outsideOf, type Reference, usualRange, zOf } from '../../engine/stats/index.ts';
import type { GoalFigure, GoalUnit } from '../metrics/contract-goal-indicator.ts';
import type { Band, GoalProgress, LookState } from './contract-goal.ts';

/** At most so often is a period with no change in it reported as out of its band, however often it is looked at. */
export const ALPHA = 0.05;
/** Where nothing is known of how many a period has. */
const PLANNED = 100;

export interface Frame {
  /** What the six periods before let expect; null with fewer than three of them. */
  readonly reference: Reference | null;
  /** How many a period has on average. */
  readonly planned: number;
}

export const NO_FRAME: Frame = { reference: null, planned: PLANNED };

/** Of an indicator, what decides. */
export interface Measured {
  readonly adds?: boolean | undefined;
  readonly unit?: GoalUnit | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly signed?: boolean | undefined;
  readonly least: number;
  readonly direction: 'higher' | 'lower';
}

export interface Look {
  readonly state: LookState;
  readonly figure: GoalFigure | null;
  /** The limits at this n, in the unit of the figure now. */
  readonly band: { readonly low: number | null; readonly high: number | null };
  /** The middle of what is usual, where the band is of that kind. */
  readonly centre: number | null;
  /** Holds at every look of the period. */
  readonly always: readonly [number, number] | null;
}

/** Standard error from the ends of a 95 % interval, which need not lie evenly. */
export function seOf({ low, high }: GoalFigure): number | null {
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return null;
  const se = (high - low) / (2 * zOf(0.05));
  return se > 0 ? se : null;
}

/** `passed`: share of the period that lies before the look. */
export function decideLook(of: Measured, figure: GoalFigure | null, band: Band, frame: Frame, passed: number): Look {
  const scale = of.adds ? passed : 1;
  const fixed =
    band.kind === 'fixed'
      ? { low: band.low === null ? null : band.low * scale, high: band.high === null ? null : band.high * scale }
      : { low: null, high: null };
  if (!figure || figure.n < of.least) return { state: 'too_few', figure, band: fixed, centre: null, always: null };
  const se = seOf(figure);
  if (se === null) return { state: 'no_interval', figure, band: fixed, centre: null, always: null };
  const always = alwaysValid(figure.value, se, figure.n, frame.planned, ALPHA);
  if (band.kind === 'fixed')
    return { state: nameOf(outsideOf(always, fixed)), figure, band: fixed, centre: null, always };
  if (of.adds || !frame.reference) return { state: 'no_reference', figure, band: fixed, centre: null, always };
  const [low, high] = usualRange(frame.reference, figure.n, ALPHA);
  const side = figure.value < low ? -1 : figure.value > high ? 1 : 0;
  return { state: nameOf(side), figure, band: possible(of, low, high), centre: frame.reference.centre, always };
}

/** Between which a figure can lie. */
function endsOf({ unit, range, signed }: Measured): readonly [number, number] {
  const most = unit === 'share' ? 1 : unit === 'points' ? 100 : Number.POSITIVE_INFINITY;
  const least = unit === 'points' || signed ? -most : unit === undefined ? Number.NEGATIVE_INFINITY : 0;
  return range ?? [least, most];
}

/** A limit where no figure can lie is none: no share is above 100 %. */
function possible(of: Measured, low: number, high: number): Look['band'] {
  const [bottom, top] = endsOf(of);
  return { low: low < bottom ? null : low, high: high > top ? null : high };
}

function nameOf(side: -1 | 0 | 1): LookState {
  return side === 0 ? 'inside' : side < 0 ? 'below' : 'above';
}

export function decideProgress(
  of: Measured,
  look: Look,
  target: number,
  period: { start: string; end: string },
  passed: number,
): GoalProgress {
  const { figure, state, band } = look;
  const expected = of.adds ? target * passed : target;
  const enough = figure !== null && figure.n >= of.least;
  const better = of.direction === 'higher' ? 1 : -1;
  const [low, high] = look.always ?? [Number.NaN, Number.NaN];
  const worst = better > 0 ? low : high;
  const best = better > 0 ? high : low;
  const verdict =
    !enough || !look.always
      ? 'too_few'
      : (worst - expected) * better >= 0
        ? 'reached'
        : (best - expected) * better < 0
          ? 'missed'
          : 'open';
  return {
    period,
    passed,
    value: enough ? figure.value : null,
    n: figure?.n ?? 0,
    low: enough ? (figure.low ?? null) : null,
    high: enough ? (figure.high ?? null) : null,
    expected,
    needed: enough ? neededOf(of, figure, target, passed) : null,
    verdict,
    state,
    band,
  };
}

/** If as many come in the rest of the period as came so far, per day. */
function neededOf(of: Measured, { value, n }: GoalFigure, target: number, passed: number) {
  if (passed <= 0 || passed >= 1) return null;
  if (of.adds) return { value: target - value, n, can: value >= target ? ('sure' as const) : ('open' as const) };
  const left = Math.round(n / passed) - n;
  if (left < 1) return null;
  const rest = (target * (n + left) - value * n) / left;
  const [bottom, top] = endsOf(of);
  const [worst, best] = of.direction === 'higher' ? [bottom, top] : [top, bottom];
  const better = of.direction === 'higher' ? 1 : -1;
  const can = (rest - best) * better > 0 ? 'never' : (rest - worst) * better <= 0 ? 'sure' : 'open';
  return { value: rest, n: left, can: can as 'never' | 'sure' | 'open' };
}

export interface OpenAlert {
  readonly side: -1 | 1;
  readonly inside: number;
}

/** Back inside at so many looks in a row, on a third of a usual period at least: a figure on the limit does not open and close day by day. */
const BACK_LOOKS = 2;
const BACK_PART = 1 / 3;

export type AlertStep =
  | { readonly do: 'nothing' | 'open' | 'close' | 'turn' }
  | { readonly do: 'count'; readonly inside: number };

/** What a look does with the alert that is open, or null. Looks that say nothing change nothing. */
export function decideAlert(look: Look, open: OpenAlert | null, frame: Frame): AlertStep {
  const side = look.state === 'below' ? -1 : look.state === 'above' ? 1 : 0;
  if (side !== 0) {
    if (!open) return { do: 'open' };
    if (open.side !== side) return { do: 'turn' };
    return open.inside > 0 ? { do: 'count', inside: 0 } : { do: 'nothing' };
  }
  if (!open || look.state !== 'inside' || !look.figure) return { do: 'nothing' };
  if (look.figure.n < frame.planned * BACK_PART) return { do: 'nothing' };
  if (!isBack(look.figure.value, look, open.side)) {
    return open.inside > 0 ? { do: 'count', inside: 0 } : { do: 'nothing' };
  }
  return open.inside + 1 >= BACK_LOOKS ? { do: 'close' } : { do: 'count', inside: open.inside + 1 };
}

/** Within the limit itself; of what is usual, nearer to its middle than to the limit. */
function isBack(value: number, { band, centre }: Look, side: -1 | 1): boolean {
  const limit = side < 0 ? band.low : band.high;
  if (limit === null) return true;
  const bound = centre === null ? limit : (limit + centre) / 2;
  return side < 0 ? value >= bound : value <= bound;
}
