/** What may be done with a broadcast when, and how many are told next. Pure. */
import type { Locale, Words } from '../../engine/words.ts';
import type { ChannelKind, MessageTemplate, SomeChannels } from '../messages/contract-definition.ts';
import { type Plan, togetherWith } from '../messages/contract-plan.ts';
import type { BroadcastState } from './contract.ts';

export const LIMITS = {
  /** Customers one broadcast may be for. */
  recipients: 1_000_000,
  /** Preparing, running or paused at once in a workspace. */
  atOnce: 5,
  perMinute: 60_000,
  /** How far ahead one may be scheduled. */
  days: 366,
} as const;

export type Verb = 'edit' | 'estimate' | 'start' | 'unschedule' | 'remove' | 'pause' | 'resume' | 'pace' | 'stop';

const ALLOWED: Readonly<Record<Verb, readonly BroadcastState[]>> = {
  edit: ['draft', 'estimated'],
  estimate: ['draft', 'estimated'],
  start: ['estimated'],
  unschedule: ['scheduled'],
  remove: ['draft', 'estimated'],
  pause: ['preparing', 'running'],
  resume: ['paused'],
  pace: ['scheduled', 'preparing', 'running', 'paused'],
  stop: ['preparing', 'running', 'paused'],
};

export const may = (verb: Verb, state: BroadcastState): boolean => ALLOWED[verb].includes(state);

/** What a second click finds done already: it is answered, and changes nothing. */
const DONE_BY: Readonly<Partial<Record<Verb, readonly BroadcastState[]>>> = {
  start: ['scheduled', 'preparing', 'running', 'paused'],
  pause: ['paused'],
  resume: ['preparing', 'running'],
  stop: ['stopped'],
  unschedule: ['draft', 'estimated'],
};

export const isDone = (verb: Verb, state: BroadcastState): boolean => DONE_BY[verb]?.includes(state) ?? false;

/** Messages are written so far ahead of their time: few enough that a stop has little to take back. */
export const AHEAD_MS = 30_000;

/** A colleague confirms in WeCom what was handed over together: one by one, a thousand customers would be a thousand confirmations. */
const TO_CONFIRM_AT_ONCE = 200;

/** How many are told at the same moment: whom WeCom tells first, together. */
export function lotOf({ plan, preferred }: { readonly plan: Plan; readonly preferred: boolean }): number {
  const first = preferred ? plan : plan.slice(0, togetherWith(plan, 0).last + 1);
  return first.some(({ channel }) => channel === 'wecom') ? TO_CONFIRM_AT_ONCE : 1;
}

export interface Portion {
  readonly n: number;
  readonly from: number;
  /** Each takes so long of the pace. */
  readonly everyMs: number;
  /** Between one and the next; 0 where they are told at the same moment. */
  readonly apartMs: number;
}

/**
 * The next of them at a pace: never more in a minute than it says, also after a pause or a standstill, which is not caught up on. A lot goes whole, and the
 * next one waits until the pace has paid for it.
 */
export function portionOf(
  {
    perMinute,
    pacedUntil,
    lot,
  }: { readonly perMinute: number; readonly pacedUntil: number | null; readonly lot: number },
  now: number,
  most: number,
): Portion {
  const everyMs = 60_000 / perMinute;
  const from = Math.max(pacedUntil ?? now, now);
  const due = Math.ceil((now + AHEAD_MS - from) / everyMs);
  return { n: due <= 0 ? 0 : Math.min(most, Math.max(due, lot)), from, everyMs, apartMs: lot > 1 ? 0 : everyMs };
}

/** The part of a set that is looked at closely, evenly spread: every so many-th. */
export const strideFor = (size: number, most: number): number => Math.max(1, Math.ceil(size / most));

type Said = Partial<Words>;

/** Every text that was written, with its path. */
export function textsOf(channels: SomeChannels): { readonly path: string; readonly locale: Locale }[] {
  return Object.entries(channels).flatMap(([channel, said]) =>
    Object.entries(said).flatMap(([field, words]) =>
      field === 'template'
        ? []
        : (Object.keys(words) as Locale[]).map((locale) => ({
            path: `channels.${channel}.${field}.${locale}`,
            locale,
          })),
    ),
  );
}

/** The words as messages have them: what was written in one language is said in both. */
export function bothLanguages(channels: SomeChannels): MessageTemplate['channels'] {
  const whole = ({ zh, en }: Said): Words => ({ zh: zh ?? en ?? '', en: en ?? zh ?? '' });
  const filled = Object.entries(channels).map(([channel, said]) => [
    channel,
    Object.fromEntries(
      Object.entries(said).map(([field, words]) => [field, field === 'template' ? words : whole(words as Said)]),
    ),
  ]);
  return Object.fromEntries(filled) as MessageTemplate['channels'];
}

/** The language a customer is told on a channel: hers, or the one that was written. */
export function languageOn(channels: SomeChannels, channel: ChannelKind, hers: Locale): Locale {
  const said: Said | undefined = channels[channel]?.text;
  return said?.[hers] === undefined && said !== undefined ? (hers === 'zh' ? 'en' : 'zh') : hers;
}

/** Two different texts are said on it. */
export function isInTwo(channels: SomeChannels, channel: ChannelKind): boolean {
  const { zh, en }: Said = channels[channel]?.text ?? {};
  return zh !== undefined && en !== undefined && zh !== en;
}
