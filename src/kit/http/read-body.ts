/** The whole body of an endpoint with `rawBody`. */
import type { Readable } from 'node:stream';
import { Problem } from '../errors.ts';

/** null when it is larger than `most` bytes. By its events: iterating over a stream costs several times as much for a body of one piece. */
export function readBody(body: Readable | undefined, most: number): Promise<Buffer | null> {
  if (!body) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    body.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most) parts.push(part);
      else parts.length = 0;
      // Read on for a while, so that a browser hears the refusal; but not without end.
      if (size > 16 * most) body.destroy();
    });
    body.once('end', () => resolve(size > most ? null : Buffer.concat(parts)));
    // Whoever broke it off hears no answer; it is nobody's defect.
    const broken = () => reject(new Problem('invalid_input', {}, [{ path: '', message: 'the post was broken off' }]));
    body.once('error', broken);
    body.once('close', broken);
  });
}
