import { timingSafeEqual } from 'node:crypto';

/** Compares a secret, or what was signed with one, in a time that does not tell how much of it was right. Any text may be given. */
export function isSameText(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
