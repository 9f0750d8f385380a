/** Requests of both directions are signed: `t=<seconds>,v1=<HMAC-SHA256 in hex over "<seconds>.<body>">`, in the header `Huixiang-Signature`. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE = 'huixiang-signature';

/** Older than this a request may be somebody's recording. */
const MOST_AGE_S = 300;

const mac = (secret: string, seconds: number, body: Buffer | string): string =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');

export function sign(secret: string, body: Buffer | string, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${mac(secret, seconds, body)}`;
}

export function isSigned(secret: string, header: string | undefined, body: Buffer | string, now: number): boolean {
  const [, at, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!at || !given || Math.abs(now / 1000 - Number(at)) > MOST_AGE_S) return false;
  return timingSafeEqual(Buffer.from(mac(secret, Number(at), body)), Buffer.from(given));
}
