/** When a message is tried again, and when an address is given up. Pure. */
import type { DeliveryError } from './contract.ts';

const MINUTE = 60;
const HOUR = 3600;
/** Seconds from one attempt to the next: in all about three days. */
export const BACKOFF = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** An address that nothing has reached for so long is switched off. */
export const GIVE_UP_MS = 5 * 24 * HOUR * 1000;
/** While an address does not answer, one message tries it this often; the others wait. */
export const HOLD_MS = 5 * MINUTE * 1000;
const LONGEST_WISH = 24 * HOUR;

export interface Outcome {
  readonly status: number | null;
  readonly error: DeliveryError | null;
  /** The beginning of the answer. */
  readonly response: string | null;
  /** Seconds the receiver asked for (the header Retry-After). */
  readonly retryAfter: number | null;
  readonly ms: number;
}

export type Next =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly gone: boolean }
  | { readonly state: 'waiting'; readonly seconds: number };

/**
 * `attempts` counts the one that just ended. `chance` in [0, 1) spreads the attempts of many messages by a tenth, so that a receiver that
 * comes back is not met by all at once.
 */
export function decideNext(outcome: Outcome, attempts: number, chance: number): Next {
  const { status, error, retryAfter } = outcome;
  if (error === null) return { state: 'sent' };
  if (status === 410) return { state: 'failed', gone: true };
  const planned = BACKOFF[attempts - 1];
  if (planned === undefined) return { state: 'failed', gone: false };
  const asked = Math.min(retryAfter ?? 0, LONGEST_WISH);
  return { state: 'waiting', seconds: Math.max(planned * (1 + chance / 10), asked) };
}

/** The address itself does not work, whatever the message: others need not try it in vain. */
export function isUnreachable({ status, error }: Outcome): boolean {
  if (error === null) return false;
  return error !== 'status' || status === 429 || (status !== null && status >= 502);
}
