import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Problem } from '../../kit/errors.ts';
import { MOST_POST } from './contract-page.ts';

/** The fields of a form post; null when it is too large. Anything that is no form post has no fields. */
export async function readPost(request: FastifyRequest): Promise<URLSearchParams | null> {
  const text = await readText(request.body as Readable | undefined);
  const urlencoded = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return text === null ? null : new URLSearchParams(urlencoded ? text : '');
}

const MOST_READ = 16 * MOST_POST;

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
      // Read on for a while, so that a browser hears the refusal; but not without end.
      if (size > MOST_READ) body.destroy();
    });
    body.once('end', () => resolve(size > MOST_POST ? null : Buffer.concat(parts).toString('utf8')));
    // Whoever broke it off hears no answer; it is nobody's defect.
    const broken = () => reject(new Problem('invalid_input', {}, [{ path: '', message: 'the post was broken off' }]));
    body.once('error', broken);
    body.once('close', broken);
  });
}
