import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8 * 256);
let used = pool.length;
/** By the real clock, and by the clock of a workspace that may stand in another year: that one does not carry the others along. */
const real = { ms: 0, sequence: 0 };
const given = { ms: 0, sequence: 0 };
const SET_BACK_MS = 60_000;

/**
 * A new id: a readable prefix and a UUIDv7 (RFC 9562) in 32 hex digits, for example `cus_0192f0c6…`.
 * Ids of one process ascend even within a millisecond (a 12-bit counter in rand_a), so fresh rows land together in an index.
 * `now`: by another clock than the real one; its ids do not ascend when that clock is set back.
 */
export function newId(prefix: string, now?: number): string {
  const last = now === undefined ? real : given;
  const ms = now ?? Date.now();
  // Many at one moment run a little ahead of it; a clock that was set back starts anew.
  if (ms > last.ms || (now !== undefined && ms < last.ms - SET_BACK_MS)) {
    last.ms = ms;
    last.sequence = 0;
  } else if (++last.sequence > 0xfff) {
    last.ms += 1;
    last.sequence = 0;
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const tail = pool.toString('hex', used, used + 8);
  used += 8;
  const variant = ((Number.parseInt(tail.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${prefix}_${last.ms.toString(16).padStart(12, '0')}7${last.sequence.toString(16).padStart(3, '0')}${variant}${tail.slice(1)}`;
}

/** When an id was made, in real time. */
export function momentOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(id.lastIndexOf('_') + 1).slice(0, 12), 16));
}

/** A workspace id travels into `SET LOCAL` as text, so only this alphabet is ever accepted. */
export function isWorkspaceId(text: string): boolean {
  return /^[a-z0-9_]{1,40}$/.test(text);
}
