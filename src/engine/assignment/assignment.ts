/**
 * Who is held out. The draw is a hash of the unit and not a random number, so it can be repeated and checked by anyone,
 * on any machine and in SQL: u = first 8 bytes (big endian) of SHA-256(utf8(salt + ":" + unit)) / 2^64.
 */
export type Arm = 'treatment' | 'control';

/** SHA-256 of the UTF-8 bytes of a text, as 32 bytes. Passed in, because the engine has no crypto of its own. */
export type Sha256 = (text: string) => Uint8Array;

/** Customers below the global hold-out under this salt are in no arm of any playbook. */
export const GLOBAL_SALT = 'global';

/** Epochs count from 1. The same customer is drawn anew in each. */
export function saltOf(playbook: string, epoch: number): string {
  return `${playbook}:${epoch}`;
}

/** Number in [0, 1]: the 64-bit integer rounded once to a double, then scaled by a power of two. */
export function u(salt: string, unit: string, sha256: Sha256): number {
  const hash = sha256(`${salt}:${unit}`);
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return (view.getUint32(0) * 2 ** 32 + view.getUint32(4)) / 2 ** 64;
}

/** Control iff u < holdout; with holdout 0 nobody is. */
export function armOf(draw: number, holdout: number): Arm {
  return draw < holdout ? 'control' : 'treatment';
}

/** Small companies need half of their customers as control to prove anything; large ones can spare them. */
export function defaultHoldout(eligibleCustomersAYear: number): number {
  if (eligibleCustomersAYear < 1000) return 0.5;
  if (eligibleCustomersAYear < 5000) return 0.25;
  return eligibleCustomersAYear <= 20_000 ? 0.2 : 0.1;
}
