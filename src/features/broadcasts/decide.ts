/** What may be done with a broadcast when, and how many are told next. Pure. */
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

export interface Portion {
  readonly n: number;
  readonly from: number;
  /** Between one and the next. */
  readonly everyMs: number;
  readonly until: number;
}

/** The next of them at a pace: never more in a minute than it says, also after a pause or a standstill, which is not caught up on. */
export function portionOf(
  { perMinute, pacedUntil }: { readonly perMinute: number; readonly pacedUntil: number | null },
  now: number,
  most: number,
): Portion {
  const everyMs = 60_000 / perMinute;
  const from = Math.max(pacedUntil ?? now, now);
  const n = Math.max(0, Math.min(most, Math.ceil((now + AHEAD_MS - from) / everyMs)));
  return { n, from, everyMs, until: from + n * everyMs };
}

/** The part of a set that is looked at closely, evenly spread: every so many-th. */
export const strideFor = (size: number, most: number): number => Math.max(1, Math.ceil(size / most));
