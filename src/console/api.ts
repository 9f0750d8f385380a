import type { z } from 'zod';
import type { Endpoint } from '../kit/endpoint.ts';
import { addressOf, type LooseInput } from './lib/address.ts';
import { ApiProblem, problemFrom, unreachable } from './lib/problem.ts';
import { currentLocale } from './lib/settings.ts';

/**
 * The client of our own API, typed by the declarations in each feature's contract.ts:
 * `const page = await call(listCustomers, { query: { q: '沈' } })`.
 */
// `never`-free upper bound of all declarations: every endpoint is assignable to it.
export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

type ParamsOf<E> = E extends { readonly params?: infer P } ? Extract<P, z.ZodType> : never;
type QueryOf<E> = E extends { readonly query?: infer Q } ? Extract<Q, z.ZodType> : never;
type BodyOf<E> = E extends { readonly body?: infer B } ? Extract<B, z.ZodType> : never;

/** What an endpoint answers. */
export type Answer<E extends AnyEndpoint> = z.output<E['response']>;

/** A part that was not declared, or whose every field is optional, may be left out. */
type Part<K extends string, S> = unknown extends S
  ? { readonly [P in K]?: undefined }
  : Record<string, never> extends S
    ? { readonly [P in K]?: S }
    : { readonly [P in K]: S };

/** `:workspace` is filled in from the page's address by `useEndpoint` and `useAction`. */
type WithoutWorkspace<P> = unknown extends P ? P : Omit<P, 'workspace'> & { readonly workspace?: string };

export type Input<E extends AnyEndpoint> = Part<'params', WithoutWorkspace<z.input<ParamsOf<E>>>> &
  Part<'query', z.input<QueryOf<E>>> &
  Part<'body', z.input<BodyOf<E>>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Used where the path has `:workspace` and params name none. */
  readonly workspace?: string;
}

let onSignedOut: () => void = () => {};

/** The shell says what to do when the session has ended (401): go to sign-in and come back. */
export function whenSignedOut(handler: () => void) {
  onSignedOut = handler;
}

export async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) {
    if (response.status === 204) return undefined as T;
    return (await response.json()) as T;
  }
  const problem = problemFrom(response.status, await response.text());
  if (problem.status === 401) onSignedOut();
  throw problem;
}

/** Throws ApiProblem for every failure; an aborted call throws the browser's AbortError. */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  input: Input<E>,
  { signal, workspace }: CallOptions = {},
): Promise<Answer<E>> {
  const loose = input as LooseInput;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLocale() };
  let body: BodyInit | undefined;
  if (loose.body instanceof Blob || loose.body instanceof FormData) body = loose.body;
  else if (loose.body !== undefined) {
    body = JSON.stringify(loose.body);
    headers['content-type'] = 'application/json';
  }
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, loose, workspace), { method: endpoint.method, headers, body, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  return answerOf<Answer<E>>(response);
}

/**
 * Sends a file and tells how far it is (0 to 1). `fetch` cannot tell, so this is the one XMLHttpRequest. A File goes
 * as the raw body with its own type; a FormData goes as multipart.
 */
export function upload<E extends AnyEndpoint>(
  endpoint: E,
  input: Omit<Input<E>, 'body'>,
  file: Blob | FormData,
  { signal, workspace, onProgress }: CallOptions & { readonly onProgress?: (part: number) => void } = {},
): Promise<Answer<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, addressOf(endpoint, input as LooseInput, workspace));
    request.setRequestHeader('accept-language', currentLocale());
    if (file instanceof Blob) request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve((request.responseText ? JSON.parse(request.responseText) : undefined) as Answer<E>);
        return;
      }
      const problem = problemFrom(request.status, request.responseText);
      if (problem.status === 401) onSignedOut();
      reject(problem);
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export { ApiProblem, type LooseInput };
