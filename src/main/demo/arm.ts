import { createHash } from 'node:crypto';

/**
 * The draw of a customer in an epoch, uniform in [0, 1): the first 8 bytes of SHA-256(salt + ":" + unit), big-endian, over 2^64. Control iff it
 * is below the holdout. Written out here on its own, so that the demo also checks what the product assigns.
 */
export function drawOf(salt: string, unit: string): number {
  const digest = createHash('sha256').update(`${salt}:${unit}`).digest();
  return Number(digest.readBigUInt64BE(0)) / 2 ** 64;
}
