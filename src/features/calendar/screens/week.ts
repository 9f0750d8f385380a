import { isClock } from '../../../engine/worktime/index.ts';
import { type Hours, WEEKDAYS } from '../contract.ts';

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Hours of work in an ordinary week. */
export function weekHours(hours: Hours): number {
  const spans = WEEKDAYS.flatMap((day) => hours[day]);
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, minutes(to) - minutes(from)), 0) / 60;
}

/** A first span for a day that had none, else one after the last. */
export function nextSpan(spans: readonly { readonly to: string }[]): { from: string; to: string } {
  const last = spans.at(-1);
  if (!last) return { from: '09:00', to: '18:00' };
  const from = Math.min(minutes(last.to) + 60, 23 * 60);
  return { from: clock(from), to: clock(Math.min(from + 120, 24 * 60)) };
}

/** `9:00`, `0900`, `9` and full-width colons as HH:MM; null when it is no time. */
export function readClock(text: string): string | null {
  const found = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim());
  const time = found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : '';
  return isClock(time) ? time : null;
}

function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
