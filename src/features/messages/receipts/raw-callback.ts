/** A provider's post as it came: the raw bytes, and the address as the provider called it, which is what some sign: ours in public, not that behind a proxy. */
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { readBody } from '../../../kit/http/read-body.ts';
import { publicUrl } from '../../../kit/public-url.ts';
import type { Runtime } from '../../../kit/runtime.ts';
import type { RawCallback } from '../adapter.ts';

/** null: more than `most` bytes. */
export async function rawCallback(
  runtime: Runtime,
  request: FastifyRequest,
  most: number,
): Promise<RawCallback | null> {
  const body = await readBody(request.method === 'POST' ? (request.body as Readable) : undefined, most);
  if (!body) return null;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return { method: request.method, url: `${publicUrl(runtime)}${request.raw.url}`, headers, body, ip: request.ip };
}
