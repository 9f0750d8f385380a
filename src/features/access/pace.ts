/**
 * How fast a key may call. Counted in this process's memory: counting in the database would cost every call a write. With several API
 * processes a key gets its pace from each.
 */
import { Problem } from '../../kit/errors.ts';

interface Bucket {
  left: number;
  at: number;
}

const MINUTE_MS = 60_000;
/** Keys that pause for a minute have a full bucket again, so old ones can be forgotten. */
const MOST_BUCKETS = 10_000;
const buckets = new Map<string, Bucket>();

/** A bucket of one minute's calls that refills evenly; empty is the problem `too_many_requests` with the seconds to wait. */
export function holdPace(key: string, perMinute: number | null, now: number): void {
  if (perMinute === null) return;
  const known = buckets.get(key) ?? { left: perMinute, at: now };
  const left = Math.min(perMinute, known.left + ((now - known.at) / MINUTE_MS) * perMinute);
  if (left < 1) throw new Problem('too_many_requests', { seconds: Math.ceil(((1 - left) / perMinute) * 60) });
  if (buckets.size >= MOST_BUCKETS) forget(now);
  buckets.set(key, { left: left - 1, at: now });
}

function forget(now: number): void {
  for (const [key, { at }] of buckets) if (now - at > MINUTE_MS) buckets.delete(key);
}
