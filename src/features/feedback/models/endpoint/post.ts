/** One request to the endpoint. Never throws: what goes wrong is said. Neither key nor text goes into a log or a message. */
import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { guardedLookup, Refused, refusalOf } from '../../../../kit/net/guarded.ts';
import type { Fallback } from '../../contract-text-model.ts';
import type { Service } from '../../model.ts';

/** The largest answer; twenty texts need a tenth of it. */
const MOST_BYTES = 512 * 1024;

export type Posted =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly why: Fallback; readonly status?: number; readonly retryAfterMs?: number };

export async function post({ baseUrl, key, timeoutMs }: Service, body: string): Promise<Posted> {
  // The whole takes no longer, however slowly the answer trickles.
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const target = new URL(`${baseUrl.replace(/\/+$/, '')}/chat/completions`);
    const isPlain = target.protocol === 'http:';
    const refused = refusalOf(target);
    if (refused) return { ok: false, why: refused };
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const sending = (isPlain ? plain : secure)(
        target,
        {
          method: 'POST',
          signal,
          lookup: guardedLookup(isPlain),
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Huixiang/1',
            ...(key ? { authorization: `Bearer ${key}` } : {}),
          },
        },
        done,
      );
      sending.on('error', fail);
      sending.end(body);
    });
    const status = answer.statusCode ?? 0;
    if (status !== 200) {
      answer.destroy();
      return { ok: false, status, ...whyOf(answer, status) };
    }
    const read = await whole(answer);
    return read === null ? { ok: false, why: 'too_large' } : { ok: true, body: read };
  } catch (error) {
    return { ok: false, why: signal.aborted ? 'timeout' : errorOf(error) };
  }
}

function whyOf({ headers }: IncomingMessage, status: number): { why: Fallback; retryAfterMs?: number } {
  const wish = headers['retry-after'];
  const seconds = Number(wish);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(wish ?? '') - Date.now();
  const retry = wish && ms > 0 ? { retryAfterMs: ms } : {};
  if (status === 429) return { why: 'rate_limited', ...retry };
  return { why: status === 401 || status === 403 ? 'denied' : 'status', ...(status === 503 ? retry : {}) };
}

async function whole(answer: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function errorOf(error: unknown): Fallback {
  if (error instanceof Refused) return error.why;
  const { code = '' } = error as { code?: string };
  if (/CERT|SIGNATURE|TLS|SSL|ALTNAME/.test(code)) return 'certificate';
  return /ECONNRESET|EPIPE|HPE_|ERR_STREAM_PREMATURE/.test(code) ? 'reset' : 'unreachable';
}
