/**
 * The part of a Twilio call that we begin ourselves: dialling, hanging up, looking after it, fetching what was recorded. What is said in it are answers to
 * Twilio's questions (`twiml.ts`), so the commands for that are never called here.
 */
import type { CallCause } from '../../contract-causes.ts';
import type { Dial, Dialled, EngineTools, Line } from '../../engine.ts';
import { textOf } from '../../../messages/index.ts';
import { sidOf } from './callback.ts';
import { causeOfRefusal, causeOfStatus, isOver } from './causes.ts';
import { askTwilio, fetchSound } from './rest.ts';
import type { TwilioVoiceSettings } from './settings.ts';

export function twilioLine(settings: TwilioVoiceSettings, tools: EngineTools): Line {
  const callPath = async (call: string): Promise<string | null> => {
    const id = await tools.providerIdOf(call);
    return id === null ? null : `Calls/${id}.json`;
  };
  return {
    async dial(dial) {
      const there = await tools.providerIdOf(dial.call);
      return there === null ? place(settings, tools, dial) : 'already';
    },
    async hangUp(call) {
      const path = await callPath(call);
      if (path !== null) await askTwilio(settings, 'POST', path, new URLSearchParams({ Status: 'completed' }));
    },
    async adopt(call) {
      const path = await callPath(call);
      if (path === null) return 'gone';
      const asked = await askTwilio(settings, 'GET', path);
      if ('failed' in asked || asked.status >= 500) return 'talking';
      const status = textOf(asked.body['status']);
      if (asked.status !== 200 || status === '') return 'gone';
      if (isOver(status)) return { ended: causeOfStatus(status, null), code: status };
      return status === 'in-progress' ? 'talking' : 'ringing';
    },
    async fetchRecording(call, record) {
      const id = await tools.recordingIdOf(call, record);
      return id === null ? null : fetchSound(settings, id);
    },
    async dropRecording(call, record) {
      const id = await tools.recordingIdOf(call, record);
      if (id !== null) await askTwilio(settings, 'DELETE', `Recordings/${id}.json`);
    },
    ...ANSWERED,
    close: () => Promise.resolve(),
  };
}

const never = (): Promise<void> => Promise.reject(new Error('said by an answer to a callback, not by a command'));
const ANSWERED = { play: never, stopPlay: never, record: never, stopRecord: never, recordAll: never, bridgeTo: never };

async function place(settings: TwilioVoiceSettings, tools: EngineTools, { call, to, ringMs }: Dial): Promise<Dialled> {
  const here = tools.callbackUrl(call);
  const form = new URLSearchParams({
    To: to.kind === 'agent' ? settings.agent.replaceAll('{number}', to.number) : to.number,
    From: settings.from,
    Url: `${here}?at=0`,
    Method: 'POST',
    // Asked when our answer did not come: the call goes on at the question it was at.
    FallbackUrl: `${here}?at=0`,
    FallbackMethod: 'POST',
    StatusCallback: `${here}?status=1`,
    StatusCallbackMethod: 'POST',
    Timeout: String(Math.ceil(ringMs / 1000)),
    Record: 'true',
    RecordingStatusCallback: `${here}?recording=whole`,
    RecordingStatusCallbackEvent: 'completed',
  });
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) form.append('StatusCallbackEvent', event);
  const asked = await askTwilio(settings, 'POST', 'Calls.json', form);
  // Perhaps it was heard: if so its callbacks say so, else nobody knows, and it is not placed a second time.
  if ('failed' in asked) return asked.sent ? 'dialling' : { refused: asked.failed };
  const sid = sidOf('CA', asked.body['sid']);
  if (sid !== null && asked.status < 300) {
    await tools.keepProviderId(call, sid);
    return 'dialling';
  }
  const code = Number(asked.body['code']) || 0;
  const cause: CallCause = causeOfRefusal(code);
  return { refused: `${code || asked.status} ${textOf(asked.body['message'])}`.trim(), cause };
}
