/** Moments a person picks, in the zone of the workspace. Pure. */
import { instantOf, localOf } from '../../../console/lib/local-time.ts';

export { instantOf, localOf };

const DAY = 86_400_000;

/** The local date `days` after that of `at`. */
export function dayAfter(at: number, days: number, zone: string): string {
  const today = Date.parse(`${localOf(at, zone).slice(0, 10)}T00:00:00Z`);
  return new Date(today + days * DAY).toISOString().slice(0, 10);
}

export type Choice = 'half' | 'two' | 'evening' | 'tomorrow' | 'monday';

/** Moments that are chosen often, each with its key; those that have passed today are left out. */
export function choicesAt(at: number, zone: string): readonly { readonly key: Choice; readonly at: number }[] {
  const today = localOf(at, zone).slice(0, 10);
  // Monday is 1.
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  const tomorrow = instantOf(`${dayAfter(at, 1, zone)}T09:30`, zone);
  const monday = instantOf(`${dayAfter(at, 8 - weekday, zone)}T09:30`, zone);
  const evening = instantOf(`${today}T17:00`, zone);
  return [
    { key: 'half' as const, at: at + 30 * 60_000 },
    { key: 'two' as const, at: at + 120 * 60_000 },
    ...(evening - at > 3 * 3_600_000 ? [{ key: 'evening' as const, at: evening }] : []),
    { key: 'tomorrow' as const, at: tomorrow },
    ...(monday === tomorrow ? [] : [{ key: 'monday' as const, at: monday }]),
  ];
}
