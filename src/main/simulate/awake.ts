/** When people look at their phones, and when the house works. China has had no daylight saving since 1991: local time is arithmetic. */
import { dayAt, instant } from '../demo/calendar.ts';
import type { Chance } from '../demo/chance.ts';

const MINUTE = 60_000;
const WAKES = 7 * 60 + 20;
const SLEEPS = 22 * 60 + 50;

/** The same instant when she is awake, else some time the next morning. */
export function whenAwake(die: Chance, at: number): number {
  const day = dayAt(at);
  const minute = (at - instant(day, 0)) / MINUTE;
  if (minute < WAKES) return instant(day, WAKES + die.next() * 90);
  if (minute > SLEEPS) return instant(day + 1, WAKES + die.next() * 90);
  return at;
}

/** Long-tailed: the median is `median` minutes. */
export function after(die: Chance, at: number, median: number): number {
  return at + Math.max(0.3, median * Math.exp(die.normal(0, 1.1))) * MINUTE;
}
