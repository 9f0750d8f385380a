/**
 * How fast a key may call, whatever number of processes it calls. What is left stands in the database; a process draws about a second's calls
 * at a time and serves them from its memory, so that a key costs a write per second and process, not one per call. What a process has drawn
 * and not used within seconds is lost: never more than a sixtieth of the pace.
 */
import { Problem } from '../../kit/errors.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { drawPace, type KeyRow } from './store-keys.ts';

interface Share {
  /** Calls drawn and not used; 0: there are none to be had before `until`. */
  left: number;
  readonly until: number;
}

interface Shares {
  readonly held: Map<string, Share>;
  /** Calls that come meanwhile wait for the draw under way, or each would draw for itself. */
  readonly drawing: Map<string, Promise<void>>;
}

/** What was drawn is for now, not for later: else the unused of many processes would come on top. */
const KEPT_MS = 10_000;
const MOST_SHARES = 10_000;
const sharesOf = new WeakMap<Runtime, Shares>();

type Paced = Pick<KeyRow, 'key_id' | 'per_minute'>;

/** A bucket of one minute's calls that refills evenly; empty is the problem `too_many_requests` with the seconds to wait. */
export async function holdPace(runtime: Runtime, { key_id: key, per_minute: perMinute }: Paced, now: Date) {
  if (perMinute === null) return;
  const shares = sharesOf.get(runtime) ?? { held: new Map<string, Share>(), drawing: new Map<string, Promise<void>>() };
  sharesOf.set(runtime, shares);
  const { held, drawing } = shares;
  for (;;) {
    const share = held.get(key);
    if (share && share.until > now.getTime()) {
      if (share.left < 1) throw new Problem('too_many_requests', { seconds: secondsUntil(share.until, now) });
      share.left -= 1;
      if (share.left < 1) held.delete(key);
      return;
    }
    const under = drawing.get(key) ?? draw(runtime, held, key, perMinute, now).finally(() => drawing.delete(key));
    drawing.set(key, under);
    await under;
  }
}

async function draw(runtime: Runtime, held: Map<string, Share>, key: string, perMinute: number, now: Date) {
  const { drawn, left } = await drawPace(runtime.db, key, Math.ceil(perMinute / 60), now);
  if (held.size >= MOST_SHARES) forget(held, now.getTime());
  const waitMs = drawn > 0 ? KEPT_MS : Math.max(1, ((1 - left) / perMinute) * 60_000);
  held.set(key, { left: drawn, until: now.getTime() + waitMs });
}

function secondsUntil(at: number, now: Date): number {
  return Math.max(1, Math.ceil((at - now.getTime()) / 1000));
}

function forget(held: Map<string, Share>, now: number): void {
  for (const [key, { until }] of held) if (until <= now) held.delete(key);
}
