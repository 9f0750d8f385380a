/**
 * One POST. The name is resolved here and every address it has is checked before the connection is made to one of them, so a name
 * cannot change its address in between. Redirects are not followed, the answer is read no further than needed, the whole takes at most ten seconds.
 */
import { type IncomingMessage, type RequestOptions, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { DeliveryError } from '../../contract.ts';
import type { Attempted, WebhookConnector } from '../../connector.ts';
import type { Outcome } from '../../decide.ts';
import { guardedLookup, Refused, refusalOf, refusalUnasked } from '../../../../kit/net/guarded.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 4096;
const KEPT = 2000;

function errorOf(error: unknown): DeliveryError {
  if (error instanceof Refused) return error.why;
  const { name, code = '' } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') return 'timeout';
  return /CERT|SIGNATURE|TLS|SSL|ALTNAME/.test(code) ? 'certificate' : 'unreachable';
}

/** The beginning of the answer; the rest is not read. */
function beginning(answer: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = () => done(Buffer.concat(parts).toString('utf8').slice(0, KEPT).replaceAll('\0', ''));
    answer.on('data', (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size < MOST_BYTES) return;
      answer.destroy();
      end();
    });
    answer.on('end', end);
    answer.on('error', fail);
  });
}

async function post({ url, headers, body }: Attempted, stop: AbortSignal): Promise<Outcome> {
  const started = performance.now();
  const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
  const ended = (rest: Omit<Outcome, 'ms'>): Outcome => ({ ...rest, ms: Math.round(performance.now() - started) });
  try {
    const target = new URL(url);
    const isPlain = target.protocol === 'http:';
    const why = refusalOf(target);
    if (why) throw new Refused(why);
    const options: RequestOptions = {
      method: 'POST',
      signal,
      lookup: guardedLookup(isPlain),
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Huixiang-Webhooks/1',
      },
    };
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const sending = (isPlain ? plain : secure)(target, options, done);
      sending.on('error', fail);
      sending.end(body);
    });
    const status = answer.statusCode ?? 0;
    const response = await beginning(answer);
    const wish = Number(answer.headers['retry-after']);
    const error = status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'redirect' : 'status';
    return ended({ status, error, response, retryAfter: Number.isFinite(wish) ? wish : null });
  } catch (error) {
    return ended({ status: null, error: errorOf(error), response: null, retryAfter: null });
  }
}

export const httpConnector: WebhookConnector = {
  post,
  refuse: (url) => refusalUnasked(new URL(url)),
};
