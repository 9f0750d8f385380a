import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { Problem } from '../../kit/errors.ts';
import { readBody } from '../../kit/http/read-body.ts';
import { type OuterCall, outerRoute, route, type Route } from '../../kit/http/route.ts';
import { takeCallback } from './receipts/callback.ts';
import * as channelTemplates from './words/channel-templates.ts';
import * as templatesContract from './contract-channel-templates.ts';
import * as previewContract from './contract-preview.ts';
import * as pages from './contract-public.ts';
import * as recordsContract from './contract-records.ts';
import * as sandboxContract from './contract-sandbox.ts';
import * as settingsContract from './contract-settings.ts';
import * as undeliveredContract from './contract-undelivered.ts';
import { previewMessage } from './words/preview-playbook.ts';
import { rawCallback } from './receipts/raw-callback.ts';
import * as records from './records/records.ts';
import * as sandbox from './sandbox/sandbox-service.ts';
import * as settings from './accounts/settings.ts';
import * as undelivered from './records/undelivered.ts';
import { policyRoutes } from './policy/routes-policy.ts';
import { listTextVariables } from './words/text-variables.ts';
import { type Scope, showWayOut, takeWayOut, type WayOut } from './inbound/way-out.ts';

export const routes: readonly Route[] = [
  ...policyRoutes,
  route(recordsContract.listMessages, ({ ctx, query }) => records.listMessages(ctx, query)),
  route(recordsContract.getMessage, ({ ctx, params }) => records.getMessage(ctx, params.message)),
  route(undeliveredContract.listCauses, ({ ctx, query }) => undelivered.listCauses(ctx, query.days)),
  route(undeliveredContract.listUndelivered, ({ ctx, params, query }) =>
    undelivered.listUndelivered(ctx, params.cause, query),
  ),
  route(undeliveredContract.sendAgain, ({ ctx, params, body }) => undelivered.sendAgain(ctx, params.cause, body)),
  route(undeliveredContract.settleUnknown, ({ ctx, params, body }) =>
    undelivered.settleUnknown(ctx, params.message, body.arrived),
  ),
  route(recordsContract.listTemplates, ({ ctx }) => records.listTemplates(ctx)),
  route(previewContract.previewMessage, ({ ctx, params, body }) => previewMessage(ctx, params.playbook, body)),
  route(recordsContract.listTextVariables, ({ ctx }) => listTextVariables(ctx)),
  route(sandboxContract.getStandIn, ({ ctx }) => sandbox.standIn(ctx)),
  route(sandboxContract.listPeople, ({ ctx, query }) => sandbox.listPeople(ctx, query.playbook)),
  route(sandboxContract.getThread, ({ ctx, params }) => sandbox.getThread(ctx, params.customer)),
  route(sandboxContract.replyAs, ({ ctx, params, body }) => sandbox.replyAs(ctx, params.customer, body)),
  route(sandboxContract.readAs, ({ ctx, params, body }) => sandbox.readAs(ctx, params.customer, body)),
  route(sandboxContract.optOutAs, ({ ctx, params, body }) => sandbox.optOutAs(ctx, params.customer, body)),
  route(sandboxContract.tryMessage, ({ ctx, body }) => sandbox.tryMessage(ctx, body)),
  route(settingsContract.listChannels, ({ ctx }) => settings.listChannels(ctx)),
  route(settingsContract.setChannel, ({ ctx, params, body }) => settings.setChannel(ctx, params.channel, body)),
  route(settingsContract.removeChannel, ({ ctx, params }) => settings.removeChannel(ctx, params.channel)),
  route(settingsContract.probeChannel, ({ ctx, params }) => settings.probeChannel(ctx, params.channel)),
  route(settingsContract.testChannel, ({ ctx, params, body }) => settings.testChannel(ctx, params.channel, body.to)),
  route(templatesContract.listChannelTemplates, ({ ctx }) => channelTemplates.listTemplatesOfChannel(ctx)),
  route(templatesContract.createChannelTemplate, ({ ctx, body }) => channelTemplates.createTemplate(ctx, body)),
  route(templatesContract.updateChannelTemplate, ({ ctx, params, body }) =>
    channelTemplates.updateTemplate(ctx, params.template, body),
  ),
  route(templatesContract.removeChannelTemplate, ({ ctx, params }) =>
    channelTemplates.removeTemplate(ctx, params.template),
  ),
  route(templatesContract.importChannelTemplates, ({ ctx }) => channelTemplates.importTemplates(ctx)),
  route(settingsContract.getContactPolicy, ({ ctx }) => settings.getPolicy(ctx)),
  route(settingsContract.setContactPolicy, ({ ctx, body }) => settings.setPolicy(ctx, body)),
  outerRoute(pages.unsubscribePage, async ({ runtime, params, locale, reply }) =>
    show(reply, await showWayOut(runtime, params.token, locale)),
  ),
  outerRoute(pages.unsubscribe, async ({ runtime, params, locale, request, reply }) =>
    show(reply, await takeWayOut(runtime, params.token, locale, await scopeOf(request.body as Readable | undefined))),
  ),
  outerRoute(pages.channelCheck, (call) => hear(call)),
  outerRoute(pages.channelCallback, (call) => hear(call)),
];

/** The button she pressed; what a mail program posts names none. */
async function scopeOf(body: Readable | undefined): Promise<Scope> {
  const scope = new URLSearchParams((await readBody(body, 10_000))?.toString() ?? '').get('scope');
  return scope === 'marketing' || scope === 'all' ? scope : 'channel';
}

async function hear({
  runtime,
  params,
  request,
  reply,
}: OuterCall<{ token: string }, unknown, unknown>): Promise<string> {
  const callback = await rawCallback(runtime, request, pages.MOST_CALLBACK);
  if (!callback) throw new Problem('too_large', { most: pages.MOST_CALLBACK });
  const answer = await takeCallback(runtime, params.token, callback);
  reply.code(answer.status).type(answer.type ?? 'text/plain; charset=utf-8');
  return answer.body;
}

function show(reply: FastifyReply, { status, html }: WayOut): string {
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .type('text/html; charset=utf-8');
  return html;
}
