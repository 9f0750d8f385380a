import { addDays } from '../../engine/condition/dates.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { Cap } from './contract-policy.ts';
import type { LocalTime } from './decide-hours.ts';

/** A time she was contacted. */
export interface Contact {
  readonly messageId: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly at: number;
}

export interface CapState {
  readonly cap: Cap;
  /** How often she was contacted in its days, without the message asked about. */
  readonly n: number;
  /** When the cap leaves room again; null when there is room now. */
  readonly until: number | null;
}

/** How far a cap is used up, seen from a message that is about to be sent. */
export function capState(
  cap: Cap,
  contacts: readonly Contact[],
  asked: { messageId: string; now: number },
  local: LocalTime,
): CapState {
  const counted = contacts.filter(
    (contact) =>
      contact.messageId !== asked.messageId &&
      (cap.channel === 'any' || contact.channel === cap.channel) &&
      (cap.purpose === 'any' || contact.purpose === cap.purpose),
  );
  // One message on two channels is one thing told: on any channel it counts once, by its last attempt.
  const times = cap.channel === 'any' ? [...lastByMessage(counted).values()] : counted.map((contact) => contact.at);
  const first = addDays(local.dateOf(asked.now), 1 - cap.days);
  const inWindow = times.filter((at) => local.dateOf(at) >= first).sort((a, b) => b - a);
  const holding = inWindow[cap.most - 1];
  const until = holding === undefined ? null : local.startOfDate(addDays(local.dateOf(holding), cap.days));
  return { cap, n: inWindow.length, until };
}

function lastByMessage(contacts: readonly Contact[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { messageId, at } of contacts) last.set(messageId, Math.max(at, last.get(messageId) ?? at));
  return last;
}

export function appliesTo(cap: Cap, channel: ChannelKind, purpose: 'service' | 'marketing'): boolean {
  return (cap.channel === 'any' || cap.channel === channel) && (cap.purpose === 'any' || cap.purpose === purpose);
}
