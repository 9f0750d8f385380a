import type { FastifyRequest } from 'fastify';
import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import { Problem } from '../../kit/errors.ts';
import * as contract from './contract.ts';
import * as visitors from './contract-visitor.ts';
import { sendFrame, sendLoader } from './frame.ts';
import { hold } from './pace.ts';
import { getWebChat, setWebChat } from './settings.ts';
import { begin, leaveContact, look, openSite, say, visitorOf } from './visitor.ts';

export const routes: readonly Route[] = [
  route(contract.getWebChat, ({ ctx }) => getWebChat(ctx)),
  route(contract.setWebChat, ({ ctx, body }) => setWebChat(ctx, body)),
  outerRoute(visitors.loader, ({ request, reply }) => sendLoader(request, reply)),
  outerRoute(visitors.frame, ({ runtime, request, reply, params, query, locale }) =>
    sendFrame({
      runtime,
      request,
      reply,
      site: params.site,
      locale: query.lang ?? locale,
      preview: query.preview ?? null,
    }),
  ),
  outerRoute(visitors.beginChat, async ({ runtime, request, params, body }) => {
    hold('begin', request.ip);
    return begin(await openSite(runtime, params.site), body);
  }),
  outerRoute(visitors.getChat, async ({ runtime, request, params, query }) => {
    hold('lookFrom', request.ip);
    const ctx = await openSite(runtime, params.site);
    const visitor = visitorOf(ctx, tokenOf(request));
    hold('look', visitor);
    return look(ctx, visitor, query);
  }),
  outerRoute(visitors.sayInChat, async ({ runtime, request, params, body }) => {
    hold('sayFrom', request.ip);
    const ctx = await openSite(runtime, params.site);
    const visitor = visitorOf(ctx, tokenOf(request));
    hold('say', visitor);
    return say(ctx, visitor, body);
  }),
  outerRoute(visitors.leaveContact, async ({ runtime, request, params, body }) => {
    const ctx = await openSite(runtime, params.site);
    const visitor = visitorOf(ctx, tokenOf(request));
    hold('contact', visitor);
    return leaveContact(ctx, visitor, body);
  }),
];

function tokenOf({ headers }: FastifyRequest): string {
  const token = /^Bearer ([\w.-]{10,200})$/.exec(headers.authorization ?? '')?.[1];
  if (!token) throw new Problem('not_found', { what: 'chat' });
  return token;
}
