/** Signed places in links that strangers hold: no row is needed to know them, and nobody can make one up. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { installationKey } from '../../access/index.ts';

/** 132 bits. */
const mac = (home: string, purpose: string, place: string): string =>
  createHmac('sha256', installationKey(home, purpose)).update(place).digest('base64url').slice(0, 22);

/** `place`: parts without a dot, joined by dots. */
export const signPlace = (home: string, purpose: string, place: string): string =>
  `${place}.${mac(home, purpose, place)}`;

/** The place a token names, or null when it was not signed here for this purpose. */
export function readPlace(home: string, purpose: string, token: string): string | null {
  const at = token.lastIndexOf('.');
  if (at < 0 || token.length > 200) return null;
  const place = token.slice(0, at);
  const right = Buffer.from(mac(home, purpose, place));
  const given = Buffer.from(token.slice(at + 1));
  return right.length === given.length && timingSafeEqual(right, given) ? place : null;
}
