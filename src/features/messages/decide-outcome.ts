/** What an outcome or a receipt means for an attempt, and what is done next. Pure. */
import { pauseMs, type Plan, type PlanStep, togetherWith } from './contract-plan.ts';
import { type DeliveryState, RANK, type Reason } from './contract-states.ts';

/** How an attempt ended, without what only the log needs. */
export type End =
  | { readonly kind: 'accepted'; readonly awaiting?: 'staff' }
  | { readonly kind: 'confirmed' | 'unknown' }
  | { readonly kind: 'rejected'; readonly scope: 'recipient' | 'content' | 'config' | 'window' }
  | { readonly kind: 'transient'; readonly retryAfterMs?: number }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

/** After so long a failed attempt is made again, when it surely was not sent. */
const RETRY_MS = [60_000, 600_000, 3_600_000] as const;

export function stateOf(end: End): { readonly state: DeliveryState; readonly reason: Reason | null } {
  switch (end.kind) {
    case 'accepted':
      return { state: end.awaiting ? 'awaiting' : 'accepted', reason: null };
    case 'confirmed':
      return { state: 'delivered', reason: null };
    case 'unknown':
      return { state: 'unknown', reason: 'unknown' };
    case 'rejected':
      return { state: 'failed', reason: end.scope };
    case 'transient':
    case 'throttled':
      return { state: 'failed', reason: end.kind };
  }
}

/** Milliseconds until the same is tried again, or null: not again. */
export function retryAfter(end: End, attempt: number): number | null {
  if (end.kind !== 'transient' && end.kind !== 'throttled') return null;
  const pause = RETRY_MS[attempt - 1];
  return pause === undefined ? null : Math.max(pause, end.retryAfterMs ?? 0);
}

/** When the next channel is tried although this attempt went out: the end of its step's wait. */
export function fallbackAt(plan: Plan, step: number, now: number): number | null {
  const { last } = togetherWith(plan, step);
  const wait = plan[last]?.wait;
  return wait && last + 1 < plan.length ? now + pauseMs(wait) : null;
}

const ENOUGH: Readonly<Record<NonNullable<PlanStep['until']>, number>> = {
  delivered: RANK.delivered,
  read: RANK.read,
  // Only an answer is enough, and an answer closes the message.
  responded: Number.POSITIVE_INFINITY,
};

/** True when what is known of an attempt makes the next channel unnecessary. */
export function isEnough(plan: Plan, step: number, state: DeliveryState): boolean {
  const rank = state === 'delivered' || state === 'read' ? RANK[state] : 0;
  return rank >= ENOUGH[plan[togetherWith(plan, step).last]?.until ?? 'delivered'];
}
