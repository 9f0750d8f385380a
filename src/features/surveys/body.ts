import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { MOST_POST } from './contract-page.ts';

/** The fields of a form post; null when it is too large. Anything that is no form post has no fields. */
export async function readPost(request: FastifyRequest): Promise<URLSearchParams | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of (request.body as Readable | undefined) ?? []) {
    size += (part as Buffer).length;
    if (size > MOST_POST) return null;
    parts.push(part as Buffer);
  }
  const urlencoded = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  return new URLSearchParams(urlencoded ? Buffer.concat(parts).toString('utf8') : '');
}
