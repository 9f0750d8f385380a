/** Serves the built console: hashed assets for a year, index.html for every address that is not a file. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { programRoot } from './place.ts';

/**
 * antd writes style elements at run time, hence 'unsafe-inline' for styles; scripts come from our own files only.
 */
const CONTENT_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export async function serveConsole(app: FastifyInstance): Promise<void> {
  const built = join(programRoot, 'dist', 'console');
  if (!existsSync(join(built, 'index.html'))) return;
  // The build of this moment: a later one moves the link, and its page would ask for files that are not in this list.
  const root = realpathSync(built);
  app.addHook('onSend', async (_request, reply, payload) => {
    // A page of a room (the customer's survey) says its own, which is stricter.
    if (!reply.hasHeader('content-security-policy'))
      reply.headers({
        'content-security-policy': CONTENT_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
    return payload;
  });
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(root, 'assets'));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    // An address of the API, or a file of an older build, that does not exist is answered as such, not as a page.
    if (/^\/(api|assets|s|u)\//.test(request.url)) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').sendFile('index.html');
  });
}
