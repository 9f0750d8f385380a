/** How much one visitor, and one address, may ask: a person types slowly, and a page looks every few seconds. */
import { Problem } from '../../kit/errors.ts';
import { PaceKeeper } from '../../kit/http/pace.ts';

/** An office of many people shares one address. */
export const PACES = {
  begin: { most: 10, seconds: 600 },
  say: { most: 20, seconds: 60 },
  sayFrom: { most: 120, seconds: 60 },
  look: { most: 90, seconds: 60 },
  lookFrom: { most: 1200, seconds: 60 },
  contact: { most: 5, seconds: 600 },
} as const;

const keeper = new PaceKeeper(PACES);

/** Throws 429 with how long to wait. In real time: a virtual clock slows nobody down. */
export function hold(kind: keyof typeof PACES, key: string): void {
  const seconds = keeper.take(kind, key, Date.now());
  if (seconds > 0) throw new Problem('too_many_requests', { seconds });
}
