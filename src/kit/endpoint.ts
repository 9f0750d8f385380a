/**
 * An endpoint is declared once, in a feature's contract.ts, and everything else derives from it: the route, the
 * parsing at the door, the OpenAPI document and the console's typed client. This file is browser-safe.
 */
import type { z } from 'zod';
import type { Words } from '../engine/words.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `public` needs no login, `signedIn` any login, a permission such as `customers:read` a role that holds it. */
export type Access = 'public' | 'signedIn' | `${string}:${string}`;

export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** operationId in the OpenAPI document; unique. */
  readonly name: string;
  readonly method: Method;
  /** Fastify style, for example `/api/w/:workspace/customers/:id`. */
  readonly path: string;
  readonly summary: Words;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Unlisted fields are stripped from the answer. */
  readonly response: R;
  /** Codes of expected errors, declared in some feature's `errors`. */
  readonly errors?: readonly string[];
  /** The handler reads the body itself as a stream (files). */
  readonly rawBody?: boolean;
  /** The handler answers with a stream of this media type instead of JSON. */
  readonly produces?: string;
  /** Largest body accepted, bytes; default 1 MiB. */
  readonly bodyLimit?: number;
}

export function endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
>(declaration: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return declaration;
}
