import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { MOST_POST } from './contract-page.ts';

/** The fields of a form post; null when it is too large. Anything that is no form post has no fields. */
export async function readPost(request: FastifyRequest): Promise<URLSearchParams | null> {
  const text = await readText(request.body as Readable | undefined);
  const urlencoded = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return text === null ? null : new URLSearchParams(urlencoded ? text : '');
}

/** By its events: iterating over a stream costs several times as much for a body of one piece. */
function readText(body: Readable | undefined): Promise<string | null> {
  if (!body) return Promise.resolve('');
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    body.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MOST_POST) parts.push(part);
      else parts.length = 0;
    });
    body.once('end', () => resolve(size > MOST_POST ? null : Buffer.concat(parts).toString('utf8')));
    body.once('error', reject);
    body.once('aborted', () => reject(new Error('the post was broken off')));
  });
}
