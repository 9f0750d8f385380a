import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { readBody } from '../../kit/http/read-body.ts';
import { MOST_POST } from './contract-page.ts';

/** The fields of a form post; null when it is too large. Anything that is no form post has no fields. */
export async function readPost(request: FastifyRequest): Promise<URLSearchParams | null> {
  const body = await readBody(request.body as Readable | undefined, MOST_POST);
  const urlencoded = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return body === null ? null : new URLSearchParams(urlencoded ? body.toString('utf8') : '');
}
