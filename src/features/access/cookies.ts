import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Runtime } from '../../kit/runtime.ts';
import { COOKIE_PREFIX } from './identity.ts';

/** Cookies the identity library wants set, for calls in which we ask it about the session before there is a reply. */
const waiting = new WeakMap<FastifyRequest, readonly string[]>();

export function keepCookies(request: FastifyRequest, headers: Headers): void {
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) waiting.set(request, cookies);
}

export function setCookies(reply: FastifyReply, headers: Headers): void {
  const cookies = headers.getSetCookie();
  const there = [reply.getHeader('set-cookie') ?? []].flat().map(String);
  if (cookies.length > 0) reply.header('set-cookie', [...there, ...cookies]);
}

/**
 * Lets sessions live on while they are used: sends the cookies that the library renewed. For `createApp({ extend })`; the
 * identity endpoints themselves are routes of the feature.
 */
export async function mountIdentity(app: FastifyInstance, _runtime: Runtime): Promise<void> {
  app.addHook('onSend', async (request, reply, payload) => {
    const cookies = waiting.get(request);
    // What a handler set itself (a new session, a sign-out) is newer.
    if (cookies && reply.getHeader('set-cookie') === undefined) reply.header('set-cookie', [...cookies]);
    return payload;
  });
}

export function hasSessionCookie(request: FastifyRequest): boolean {
  return request.headers.cookie?.includes(`${COOKIE_PREFIX}.session_token=`) ?? false;
}

/** What the library reads of a request: the cookie, and for the session's record the address and the browser. */
export function headersFor(request: FastifyRequest): Headers {
  const headers = new Headers({ 'x-forwarded-for': request.ip });
  const { cookie, 'user-agent': agent } = request.headers;
  if (cookie) headers.set('cookie', cookie);
  if (agent) headers.set('user-agent', agent);
  return headers;
}
