/** Whether a channel is open at a moment, in her zone; worked out once per channel, purpose and zone of a batch. Pure. */
import type { ChannelKind } from './contract-definition.ts';
import type { Check, ContactPolicy } from './contract-policy.ts';
import { type LocalTime, nextOpenEverywhere, openSpans, type OpenTimes } from './decide-hours.ts';

type Purpose = 'service' | 'marketing';
type Zones = readonly string[] | null;

export interface Clocks {
  /** The workspace's own time. */
  readonly home: LocalTime;
  readonly of: (zone: string) => LocalTime;
  /** By the calendar of the workspace. */
  readonly isOpen: (rule: 'noHolidays' | 'working', date: string) => boolean;
}

export interface Hours {
  checks(channel: ChannelKind, purpose: Purpose, zones: Zones): readonly Check[];
  next(channel: ChannelKind, purpose: Purpose, zones: Zones, at: number): number | null;
}

export function hoursOf(policy: ContactPolicy, now: number, clocks: Clocks): Hours {
  const opens = new Map<string, OpenTimes>();
  const known = new Map<string, readonly Check[]>();
  const openOf = (channel: ChannelKind, purpose: Purpose): OpenTimes => {
    const key = `${channel}/${purpose}`;
    const found = opens.get(key);
    if (found) return found;
    const rule = policy.days[channel];
    const open = {
      spans: openSpans(policy, channel, purpose),
      isOpen: rule === 'every' ? () => true : (date: string) => clocks.isOpen(rule, date),
    };
    opens.set(key, open);
    return open;
  };
  const localsOf = (zones: Zones): readonly LocalTime[] => (zones === null ? [clocks.home] : zones.map(clocks.of));
  return {
    next: (channel, purpose, zones, at) => nextOpenEverywhere(localsOf(zones), openOf(channel, purpose), at),
    checks(channel, purpose, zones) {
      const key = `${channel}/${purpose}/${zones?.join('+') ?? ''}`;
      const found = known.get(key);
      if (found) return found;
      const checks = look(policy, channel, { open: openOf(channel, purpose), locals: localsOf(zones), zones, now });
      known.set(key, checks);
      return checks;
    },
  };
}

function look(
  policy: ContactPolicy,
  channel: ChannelKind,
  { open, locals, zones, now }: { open: OpenTimes; locals: readonly LocalTime[]; zones: Zones; now: number },
): Check[] {
  const next = nextOpenEverywhere(locals, open, now);
  const until = next === null || next === now ? {} : { until: new Date(next).toISOString() };
  const spans = open.spans.map(({ from, to }) => `${from}–${to}`).join(' ');
  const values = { spans, ...(zones === null ? {} : { zone: zones.join(' ') }) };
  const hours: Check = { rule: 'hours', ok: next === now, values, ...until };
  const rule = policy.days[channel];
  if (rule === 'every') return [hours];
  const free = locals.find((local) => !open.isOpen(local.dateOf(now)));
  const workday: Check = {
    rule: 'workday',
    ok: free === undefined,
    values: { rule, date: (free ?? locals[0])?.dateOf(now) ?? null },
  };
  // On a day that is not open the hours say nothing of their own.
  return free === undefined ? [workday, hours] : [{ ...workday, ...until }];
}
