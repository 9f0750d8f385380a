/** TC3-HMAC-SHA256, the signature of Tencent Cloud's APIs (cloud.tencent.com/document/api/382/52071). Pure. */
import { createHash, createHmac } from 'node:crypto';

export interface Tc3Request {
  readonly host: string;
  /** `sms`; part of the key. */
  readonly service: string;
  /** Left out in the older form, which signs two headers. */
  readonly action?: string;
  readonly payload: string;
  readonly timestamp: number;
}

export interface Tc3Key {
  readonly secretId: string;
  readonly secretKey: string;
}

export const TC3_TYPE = 'application/json; charset=utf-8';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export function canonicalTc3({ host, action, payload }: Tc3Request): {
  readonly signed: string;
  readonly text: string;
} {
  const headers: readonly (readonly [string, string])[] = [
    ['content-type', TC3_TYPE],
    ['host', host],
    ...(action ? [['x-tc-action', action.toLowerCase()] as const] : []),
  ];
  const signed = headers.map(([name]) => name).join(';');
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return { signed, text: ['POST', '/', '', lines, signed, sha256(payload)].join('\n') };
}

/** The day is that of UTC. */
export const dayOf = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);

export function signingKey(secretKey: string, day: string, service: string): Buffer {
  return hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request');
}

export function tc3Signature(request: Tc3Request, key: Buffer): string {
  const scope = `${dayOf(request.timestamp)}/${request.service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', request.timestamp, scope, sha256(canonicalTc3(request).text)].join('\n');
  return hmac(key, text).toString('hex');
}

/** The header Authorization. */
export function signTc3(request: Tc3Request, { secretId, secretKey }: Tc3Key): string {
  const day = dayOf(request.timestamp);
  const signature = tc3Signature(request, signingKey(secretKey, day, request.service));
  const scope = `${day}/${request.service}/tc3_request`;
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${canonicalTc3(request).signed}, Signature=${signature}`;
}
