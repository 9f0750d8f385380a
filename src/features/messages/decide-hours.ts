import { addDays } from '../../engine/condition/dates.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { ContactPolicy, Span } from './contract-policy.ts';

/** Local time of a zone, passed in. Instants are milliseconds. */
export interface LocalTime {
  dateOf(instant: number): string;
  instantOf(date: string, time: string): number;
  startOfDate(date: string): number;
}

/** The spans of a local day in which a channel may be used: its hours without the hard stop. */
export function openSpans(policy: ContactPolicy, channel: ChannelKind, purpose: 'service' | 'marketing'): Span[] {
  const spans = policy.hours[channel][purpose];
  const { hardStop } = policy;
  if (!hardStop.channels.includes(channel) || hardStop.from === hardStop.to) return spans;
  const free: Span[] =
    hardStop.from > hardStop.to
      ? [{ from: hardStop.to, to: hardStop.from }]
      : [
          { from: '00:00', to: hardStop.from },
          { from: hardStop.to, to: '24:00' },
        ];
  return spans.flatMap(({ from, to }) =>
    free
      .map((span) => ({ from: span.from > from ? span.from : from, to: span.to < to ? span.to : to }))
      .filter((span) => span.from < span.to),
  );
}

/** When a channel may be used: these spans of the days that are open. */
export interface OpenTimes {
  readonly spans: readonly Span[];
  readonly isOpen: (date: string) => boolean;
}

/** The longest run of free days there is, and then some: after so long without an open day there is none. */
const DAYS_AHEAD = 40;

/** The earliest moment not before `now` inside a span of an open day; null when there is none. */
export function nextOpen(local: LocalTime, { spans, isOpen }: OpenTimes, now: number): number | null {
  let date = local.dateOf(now);
  for (let day = 0; day < DAYS_AHEAD; day++) {
    for (const { from, to } of isOpen(date) ? spans : []) {
      const end = to === '24:00' ? local.startOfDate(addDays(date, 1)) : local.instantOf(date, to);
      if (now < end) return Math.max(now, local.instantOf(date, from));
    }
    date = addDays(date, 1);
  }
  return null;
}

/** The same where her zone is one of several (a country of many zones): a moment that is open in all of them. */
export function nextOpenEverywhere(locals: readonly LocalTime[], open: OpenTimes, now: number): number | null {
  let at = now;
  for (let round = 0; round < 3 * DAYS_AHEAD; round++) {
    const before = at;
    for (const local of locals) {
      const next = nextOpen(local, open, at);
      if (next === null) return null;
      at = next;
    }
    if (at === before) return at;
  }
  return null;
}
