import type { FastifyReply } from 'fastify';
import { Problem } from '../../kit/errors.ts';
import { readBody } from '../../kit/http/read-body.ts';
import { outerRoute, route, type Route } from '../../kit/http/route.ts';
import { takeCallCallback } from './callbacks.ts';
import { rawCallback } from '../messages/index.ts';
import * as contract from './contract.ts';
import * as sounds from './contract-sounds.ts';
import * as sandboxContract from './contract-sandbox.ts';
import { soundAt } from './prompts.ts';
import * as recorded from './recorded.ts';
import * as sandbox from './sandbox.ts';
import { speakWords } from './speech.ts';
import * as service from './service.ts';

const sendWav = (reply: FastifyReply, sound: Buffer): never =>
  reply.type('audio/wav').header('cache-control', 'no-store').send(sound) as never;

export const routes: readonly Route[] = [
  route(contract.listCalls, ({ ctx, query }) => service.listCalls(ctx, query)),
  route(contract.getCall, ({ ctx, params }) => service.getCall(ctx, params.call)),
  route(contract.makeCall, ({ ctx, body }) => service.makeCall(ctx, body)),
  route(contract.hangUpCall, ({ ctx, params }) => service.hangUpCall(ctx, params.call)),
  route(contract.hearRecording, async ({ ctx, params, reply }) =>
    sendWav(reply, await service.hearRecording(ctx, params.call, params.record)),
  ),
  route(contract.getExtension, ({ ctx }) => service.getExtension(ctx)),
  route(contract.setExtension, ({ ctx, body }) => service.setExtension(ctx, body.number)),
  route(sounds.listRecordedSounds, ({ ctx }) => recorded.listRecorded(ctx)),
  route(sounds.uploadRecordedSound, async ({ ctx, query, body }) => {
    const file = await readBody(body as never, sounds.SOUND_LIMITS.bytes);
    if (file === null) throw new Problem('too_large', { limit: '12 MB' });
    return recorded.keepRecorded(ctx, query, file);
  }),
  route(sounds.changeRecordedSound, ({ ctx, params, body }) => recorded.changeRecorded(ctx, params.sound, body)),
  route(sounds.hearRecordedSound, async ({ ctx, params, reply }) =>
    sendWav(reply, await recorded.hearRecorded(ctx, params.sound)),
  ),
  route(sounds.speakWords, async ({ ctx, body, reply }) => sendWav(reply, await speakWords(ctx, body))),
  route(contract.readRecordingAgain, ({ ctx, params }) => service.readAgain(ctx, params.call, params.record)),
  route(sandboxContract.listSandboxCalls, ({ ctx, params }) => sandbox.listSandboxCalls(ctx, params.customer)),
  route(sandboxContract.actInSandboxCall, ({ ctx, params, body }) => sandbox.actInSandboxCall(ctx, params.call, body)),
  outerRoute(contract.callCallback, async ({ runtime, params, request, reply }) => {
    const callback = await rawCallback(runtime, request, contract.MOST_CALLBACK);
    if (!callback) throw new Problem('too_large', { limit: '100 kB' });
    const answer = await takeCallCallback(runtime, params.place, callback);
    reply.code(answer.status).type(answer.type ?? 'text/plain; charset=utf-8');
    return answer.body;
  }),
  outerRoute(contract.promptSound, async ({ runtime, params, locale, reply }) => {
    const sound = await soundAt(runtime, params.name);
    if (!sound) throw new Problem('not_found', { what: locale === 'zh' ? '语音' : 'sound' });
    return reply.type('audio/wav').header('cache-control', 'max-age=86400').send(sound) as never;
  }),
];
