/** Nobody holds a connection by sending slowly: a request has as long as its size allows, and is then told so and cut off. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { answerProblem } from './problems.ts';

export interface Patience {
  /** For the headers. */
  readonly headersMs: number;
  /** For a body however small. */
  readonly bodyMs: number;
  /** Beside that, so much of what the route takes at most arrives in a second: a file of 100 MB has 17 minutes. */
  readonly bytesPerSecond: number;
  /** A connection on which nothing at all moves. */
  readonly idleMs: number;
}

export const PATIENCE: Patience = { headersMs: 20_000, bodyMs: 30_000, bytesPerSecond: 100_000, idleMs: 600_000 };

/** What Node itself looks after. The framework sets its limit for whole requests to none, where Node's own is 5 minutes: ours are by route. */
export function serverLimits({ headersMs, idleMs }: Patience) {
  return {
    connectionTimeout: idleMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: Math.min(headersMs / 2, 5000) },
  };
}

export function cutSlowBodies(app: FastifyInstance, runtime: Runtime, { bodyMs, bytesPerSecond }: Patience): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  app.addHook('onRequest', (request, reply, done) => {
    const most = request.routeOptions.bodyLimit ?? 0;
    const cut = () => cutOff(runtime, request, reply);
    timers.set(request, setTimeout(cut, bodyMs + (most / bytesPerSecond) * 1000).unref());
    done();
  });
  // Answered before its body was there, as a stranger is: the time goes on, for the rest of it holds the connection too.
  app.addHook('onResponse', (request, _reply, done) => {
    if (isWhole(request)) clearTimeout(timers.get(request));
    done();
  });
}

/** Requests that came by no connection, as in tests, are whole. */
function isWhole(request: FastifyRequest): boolean {
  return request.raw.complete !== false;
}

function cutOff(runtime: Runtime, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (isWhole(request) || raw.destroyed) return;
  if (reply.sent || reply.raw.headersSent) {
    raw.destroy();
    return;
  }
  reply.raw.once('finish', () => raw.destroy());
  answerProblem(runtime, new Problem('too_slow'), request, reply.header('connection', 'close'));
}
