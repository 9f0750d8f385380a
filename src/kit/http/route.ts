import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Runtime } from '../runtime.ts';
import { slot } from '../slots/slot.ts';

/** Who calls: a signed-in person or an API key. */
export interface Caller {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  /** An API key belongs to one workspace and carries its own permissions. */
  readonly workspace?: string;
  readonly permissions?: ReadonlySet<string>;
}

/** Filled by the feature that knows people and keys. */
export interface Gatekeeper {
  /** null: nobody; throws a problem when the credential itself is wrong. */
  identify(request: FastifyRequest, runtime: Runtime): Promise<Caller | null>;
  /** The caller's context in a workspace, or null when it is none of hers (answered 404: it is not hers to know). */
  enter(caller: Caller, workspace: string, locale: Locale, runtime: Runtime): Promise<Context | null>;
}
export const gatekeeper = slot<Gatekeeper>('kit.gatekeeper');

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;

export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly locale: Locale;
  readonly runtime: Runtime;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface WorkspaceCall<P, Q, B> extends Call<P, Q, B> {
  readonly ctx: Context;
  readonly caller: Caller;
}

export interface OuterCall<P, Q, B> extends Call<P, Q, B> {
  readonly caller: Caller | null;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly inWorkspace: boolean;
  readonly handle: (call: never) => Promise<unknown>;
}

/** An endpoint under `/api/w/:workspace/`: the handler gets the caller's context there. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: WorkspaceCall<Out<P>, Out<Q>, Out<B>>) => Promise<In<R>>,
): Route {
  if (!endpoint.path.startsWith('/api/w/:workspace')) throw new Error(`${endpoint.name} is not inside a workspace`);
  return { endpoint: endpoint as unknown as Endpoint, inWorkspace: true, handle: handle as Route['handle'] };
}

/** An endpoint outside any workspace. */
export function outerRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: OuterCall<Out<P>, Out<Q>, Out<B>>) => Promise<In<R>>,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, inWorkspace: false, handle: handle as Route['handle'] };
}
