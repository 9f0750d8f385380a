/** The two things a page gets: the script that it embeds, and the window in a frame. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chatHtml } from '../../h5/page/chat.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { Problem } from '../../kit/errors.ts';
import { sendPage } from '../../kit/pages/answer.ts';
import { loadBuilt } from '../../kit/pages/assets.ts';
import { isWorkingNow } from './online.ts';
import { lookOf } from './settings.ts';
import { openSite } from './visitor.ts';

/** The script says nothing of anybody and is the same for all; after an update the new one is there within the hour. */
export async function sendLoader(request: FastifyRequest, reply: FastifyReply): Promise<never> {
  const { loader } = (await loadBuilt()).chat;
  reply
    .type('text/javascript; charset=utf-8')
    .headers({ 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff', vary: 'accept-encoding' })
    // A page that isolates itself may embed it too.
    .header('cross-origin-resource-policy', 'cross-origin');
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(loader) as never;
  return reply.header('content-encoding', 'gzip').send(gzipSync(loader)) as never;
}

export interface FrameCall {
  readonly runtime: Runtime;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly site: string;
  readonly locale: 'zh' | 'en';
  readonly preview: 'light' | 'dark' | null;
}

export async function sendFrame({ runtime, request, reply, site, locale, preview }: FrameCall): Promise<never> {
  const { chat } = await loadBuilt();
  const ctx = await openSite(runtime, site);
  const { isOn, look, online } = await ctx.tx(async (tx) => ({
    ...(await lookOf(tx, ctx)),
    online: await isWorkingNow(tx, ctx),
  }));
  if (!isOn && !preview) throw new Problem('not_found', { what: 'chat' });
  const { origins, ...shown } = look;
  const html = chatHtml({ site, locale, online, preview, look: shown }, chat);
  reply.header('cross-origin-resource-policy', 'cross-origin');
  return sendPage(request, reply, 200, html, { ...chat, policy: policyOf(chat, preview ? [] : origins) });
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The browser itself keeps the window out of pages that are not the company's. */
function policyOf({ css, js }: { readonly css: string; readonly js: string }, origins: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${hash(js)}`,
    `style-src ${hash(css)}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    ["frame-ancestors 'self'", ...origins].join(' '),
  ].join('; ');
}
