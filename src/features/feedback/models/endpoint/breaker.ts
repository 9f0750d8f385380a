/**
 * Whether to ask at all. Three failures in a row and nothing is asked for a while, then one request tries; each failed try doubles the while.
 * It lives in the process, in real time: what it knows is how the network is just now.
 */
import type { Fallback } from '../../contract-text-model.ts';

const FAILURES = 3;
const FIRST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;
/** Requests to one endpoint at a time. */
const PARALLEL = 4;
/** It will not be otherwise in a moment. */
const AT_ONCE: ReadonlySet<Fallback> = new Set([
  'denied',
  'rate_limited',
  'address_refused',
  'plain_refused',
  'certificate',
]);

export interface Breaker {
  /** Epoch milliseconds; 0 when it asks. */
  readonly restsUntil: () => number;
  /** Waits for a place; false: do not ask. */
  enter(): Promise<boolean>;
  leave(failed: { readonly why: Fallback; readonly retryAfterMs?: number } | null): void;
  /** The server knows no schemas. */
  plain: boolean;
}

export function createBreaker(clock: () => number = Date.now): Breaker {
  let failures = 0;
  let until = 0;
  let restMs = FIRST_MS;
  let running = 0;
  const waiting: (() => void)[] = [];
  const isTrying = (): boolean => until > 0;
  return {
    plain: false,
    restsUntil: () => (until > clock() ? until : 0),
    async enter() {
      while (running >= PARALLEL) await new Promise<void>((go) => waiting.push(go));
      // After a rest one request goes ahead of the others.
      if (until > clock() || (isTrying() && running > 0)) {
        waiting.shift()?.();
        return false;
      }
      running++;
      return true;
    },
    leave(failed) {
      running--;
      if (!failed) {
        failures = 0;
        until = 0;
        restMs = FIRST_MS;
      } else {
        failures++;
        if (failures >= FAILURES || isTrying() || AT_ONCE.has(failed.why)) {
          const wish = failed.retryAfterMs ?? restMs;
          until = Math.max(until, clock() + Math.min(LONGEST_MS, wish));
          restMs = Math.min(LONGEST_MS, restMs * 2);
        }
      }
      waiting.shift()?.();
    },
  };
}

/** Of the settings in use; a few hundred bytes each, the oldest go first. */
const MOST = 1000;
const breakers = new Map<string, Breaker>();

export function breakerOf(service: string | null): Breaker {
  if (service === null) return createBreaker();
  const known = breakers.get(service);
  if (known) return known;
  for (const oldest of breakers.keys()) {
    if (breakers.size < MOST) break;
    breakers.delete(oldest);
  }
  const breaker = createBreaker();
  breakers.set(service, breaker);
  return breaker;
}
