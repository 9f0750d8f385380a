import type { Stretch } from './worktime.ts';

/** Local times of one day, `from` before `to`. */
export interface ClockSpan {
  readonly from: string;
  readonly to: string;
}

/** `HH:MM` from 00:00 to 24:00. */
export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}

/** What is wrong with the hours of a day, at which span; null when they ascend and lie apart. Spans that touch are fine. */
export function hoursProblem(
  spans: readonly ClockSpan[],
): { readonly at: number; readonly why: 'order' | 'overlap' } | null {
  for (const [at, { from, to }] of spans.entries()) {
    if (from >= to) return { at, why: 'order' };
    const before = spans[at - 1];
    if (before && from < before.to) return { at, why: 'overlap' };
  }
  return null;
}

/**
 * The hours of a date as instants. `instantOf` reads a local time of the zone; what the clocks skip disappears, and spans that touch become one stretch, so
 * that their border is no end of work.
 */
export function stretchesOf(
  spans: readonly ClockSpan[],
  date: string,
  instantOf: (date: string, time: string) => number,
): Stretch[] {
  const found: Stretch[] = [];
  for (const span of spans) {
    const from = instantOf(date, span.from);
    const to = instantOf(date, span.to);
    const last = found.at(-1);
    if (to <= from) continue;
    if (last && from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else found.push({ from, to });
  }
  return found;
}
