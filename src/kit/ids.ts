import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8 * 256);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/**
 * A new id: a readable prefix and a UUIDv7 (RFC 9562) in 32 hex digits, for example `cus_0192f0c6…`.
 * Ids of one process ascend even within a millisecond (a 12-bit counter in rand_a), so fresh rows land together in an index.
 */
export function newId(prefix: string, now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const tail = pool.toString('hex', used, used + 8);
  used += 8;
  const variant = ((Number.parseInt(tail.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${prefix}_${lastMs.toString(16).padStart(12, '0')}7${sequence.toString(16).padStart(3, '0')}${variant}${tail.slice(1)}`;
}

/** When an id was made, in real time. */
export function momentOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(id.lastIndexOf('_') + 1).slice(0, 12), 16));
}

/** A workspace id travels into `SET LOCAL` as text, so only this alphabet is ever accepted. */
export function isWorkspaceId(text: string): boolean {
  return /^[a-z0-9_]{1,40}$/.test(text);
}
