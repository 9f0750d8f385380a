/** ACS3-HMAC-SHA256, the signature of Aliyun's APIs (help.aliyun.com, "V3 request structure and signature"). Pure. */
import { createHash, createHmac } from 'node:crypto';

export interface AcsRequest {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly date: string;
  readonly nonce: string;
}

export interface AcsKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As RFC 3986 wants it: `encodeURIComponent` leaves five signs that have to be written out too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const queryOf = (query: AcsRequest['query']): string =>
  Object.keys(query)
    .sort()
    .map((key) => `${encoded(key)}=${encoded(query[key] ?? '')}`)
    .join('&');

export function canonicalAcs(request: AcsRequest): { readonly headers: Record<string, string>; readonly text: string } {
  const hash = sha256(request.body ?? '');
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': hash,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers);
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  return { headers, text: [request.method, '/', queryOf(request.query), lines, names.join(';'), hash].join('\n') };
}

/** The headers to send. */
export function signAcs(request: AcsRequest, key: AcsKey): Record<string, string> {
  const { headers, text } = canonicalAcs(request);
  const mac = createHmac('sha256', key.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(text)}`)
    .digest('hex');
  const signed = Object.keys(headers).join(';');
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${signed},Signature=${mac}`;
  return { ...headers, authorization };
}
