/** Sends a page of ours: compressed, never kept by anybody, telling nobody where she came from. */
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageAssets } from './assets.ts';

export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  html: string,
  { policy }: PageAssets,
): never {
  reply.code(status).type('text/html; charset=utf-8').headers({
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding, accept-language',
  });
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html) as never;
  return reply.header('content-encoding', 'gzip').send(gzipSync(html)) as never;
}
