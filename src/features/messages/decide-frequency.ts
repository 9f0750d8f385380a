import { addDays } from '../../engine/condition/dates.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { Cap } from './contract-policy.ts';
import type { LocalTime } from './decide-hours.ts';

/** A time this person was contacted. */
export interface Contact {
  readonly messageId: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly at: number;
  /** It asked her to fill in a form. */
  readonly survey?: boolean;
  /** Of a call: somebody took it, nobody did, or it is not known (yet). */
  readonly answered?: boolean | null;
  /** What its words come to, that the same is not said twice. */
  readonly words?: string | null;
}

export interface CapState {
  readonly cap: Cap;
  /** How often she was contacted in its days, without the message asked about. */
  readonly n: number;
  /** When the cap leaves room again; null when there is room now. */
  readonly until: number | null;
}

/** A call whose end is not known may have ended either way; it is known soon. */
const CALL_MS = 30 * 60_000;

export interface CapQuestion {
  readonly messageId: string;
  readonly now: number;
}

/** How far a cap is used up, seen from a message that is about to be sent. */
export function capState(
  cap: Cap,
  contacts: readonly Contact[],
  asked: CapQuestion,
  local: LocalTime,
  from: number = firstOf(cap, asked.now, local),
): CapState {
  if (contacts.length === 0) return { cap, n: 0, until: null };
  const anywhere = cap.channel === 'any';
  const counted = contacts.filter(
    (contact) =>
      (anywhere ? contact.messageId !== asked.messageId : contact.channel === cap.channel) &&
      (cap.purpose === 'any' || contact.purpose === cap.purpose) &&
      isOf(cap, contact),
  );
  // One message on two channels is one thing told: on any channel it counts once, by its last attempt.
  const times = anywhere ? [...lastByMessage(counted).values()] : counted.map((contact) => contact.at);
  const inWindow = times.filter((at) => at >= from).sort((a, b) => b - a);
  const holding = inWindow[cap.most - 1];
  if (holding === undefined) return { cap, n: inWindow.length, until: null };
  const free = local.startOfDate(addDays(local.dateOf(holding), cap.days));
  const soon = pendingUntil(cap, counted, from);
  return { cap, n: inWindow.length, until: soon === null ? free : Math.min(free, Math.max(soon, asked.now + 60_000)) };
}

/** The beginning of the days that a cap looks back on; the same for everybody at one moment. */
export const firstOf = (cap: Cap, now: number, local: LocalTime): number =>
  local.startOfDate(addDays(local.dateOf(now), 1 - cap.days));

function isOf({ what }: Cap, { survey, answered }: Contact): boolean {
  if (what === undefined) return true;
  if (what === 'survey') return survey === true;
  return answered === null || answered === undefined || answered === (what === 'answered');
}

/** When only calls that are still under way fill the cap: the moment by which they will have ended. */
function pendingUntil(cap: Cap, counted: readonly Contact[], from: number): number | null {
  if (cap.what !== 'answered' && cap.what !== 'unanswered') return null;
  const within = counted.filter(({ at }) => at >= from);
  const sure = within.filter(({ answered }) => typeof answered === 'boolean');
  if (sure.length >= cap.most) return null;
  return Math.max(...within.map(({ at }) => at)) + CALL_MS;
}

function lastByMessage(contacts: readonly Contact[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { messageId, at } of contacts) last.set(messageId, Math.max(at, last.get(messageId) ?? at));
  return last;
}

export function appliesTo(
  cap: Cap,
  {
    channel,
    purpose,
    survey,
  }: { channel: ChannelKind; purpose: 'service' | 'marketing'; survey?: boolean | undefined },
): boolean {
  return (
    (cap.channel === 'any' || cap.channel === channel) &&
    (cap.purpose === 'any' || cap.purpose === purpose) &&
    (cap.what !== 'survey' || survey === true)
  );
}

/** Until when the pause between two contacts on a channel lasts; null when it is over. */
export function gapUntil(
  minutes: number | undefined,
  channel: ChannelKind,
  contacts: readonly Contact[],
  now: number,
): number | null {
  if (minutes === undefined) return null;
  const last = Math.max(
    ...contacts.map((contact) => (contact.channel === channel ? contact.at : Number.NEGATIVE_INFINITY)),
  );
  const free = last + minutes * 60_000;
  return free > now ? free : null;
}
