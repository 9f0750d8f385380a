import { Problem } from '../../kit/errors.ts';
import { outerRoute, route, type Route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { soundAt } from './prompts.ts';
import * as service from './service.ts';

export const routes: readonly Route[] = [
  route(contract.listCalls, ({ ctx, query }) => service.listCalls(ctx, query)),
  route(contract.getCall, ({ ctx, params }) => service.getCall(ctx, params.call)),
  route(contract.makeCall, ({ ctx, body }) => service.makeCall(ctx, body)),
  route(contract.hangUpCall, ({ ctx, params }) => service.hangUpCall(ctx, params.call)),
  route(contract.hearRecording, async ({ ctx, params, reply }) => {
    const sound = await service.hearRecording(ctx, params.call, params.record);
    return reply.type('audio/wav').header('cache-control', 'no-store').send(sound) as never;
  }),
  route(contract.getExtension, ({ ctx }) => service.getExtension(ctx)),
  route(contract.setExtension, ({ ctx, body }) => service.setExtension(ctx, body.number)),
  outerRoute(contract.promptSound, async ({ runtime, params, locale, reply }) => {
    const sound = await soundAt(runtime, params.name);
    if (!sound) throw new Problem('not_found', { what: locale === 'zh' ? '语音' : 'sound' });
    return reply.type('audio/wav').header('cache-control', 'max-age=86400').send(sound) as never;
  }),
];
