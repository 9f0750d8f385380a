import { addDays } from '../../engine/condition/dates.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { ContactPolicy, Span } from './contract-policy.ts';

/** Local time of the workspace, passed in. Instants are milliseconds. */
export interface LocalTime {
  dateOf(instant: number): string;
  instantOf(date: string, time: string): number;
  startOfDate(date: string): number;
}

/** The spans of a local day in which a channel may be used: its hours without the hard stop. */
export function openSpans(policy: ContactPolicy, channel: ChannelKind, purpose: 'service' | 'marketing'): Span[] {
  const { from, to } = policy.hours[channel][purpose];
  const { hardStop } = policy;
  if (!hardStop.channels.includes(channel) || hardStop.from === hardStop.to) return [{ from, to }];
  const free: Span[] =
    hardStop.from > hardStop.to
      ? [{ from: hardStop.to, to: hardStop.from }]
      : [
          { from: '00:00', to: hardStop.from },
          { from: hardStop.to, to: '24:00' },
        ];
  return free
    .map((span) => ({ from: span.from > from ? span.from : from, to: span.to < to ? span.to : to }))
    .filter((span) => span.from < span.to);
}

/** The earliest moment not before `now` inside a span; null when there is none (no hours are left open). */
export function nextOpen(local: LocalTime, spans: readonly Span[], now: number): number | null {
  let date = local.dateOf(now);
  for (let day = 0; day < 3; day++) {
    for (const { from, to } of spans) {
      const end = to === '24:00' ? local.startOfDate(addDays(date, 1)) : local.instantOf(date, to);
      if (now < end) return Math.max(now, local.instantOf(date, from));
    }
    date = addDays(date, 1);
  }
  return null;
}
