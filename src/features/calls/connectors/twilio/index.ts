/** Twilio's programmable voice, or whoever speaks its protocol: it asks what to do, we answer in TwiML. */
import { defineEngine } from '../../engine.ts';
import { readTwilioCall } from './callback.ts';
import { twilioLine } from './line.ts';
import { askTwilio } from './rest.ts';
import { TWILIO_FIELDS, TwilioVoiceSettings } from './settings.ts';
import { twimlOf } from './twiml.ts';

export const twilioEngine = defineEngine<TwilioVoiceSettings>({
  name: 'twilio-voice',
  words: { zh: 'Twilio 语音（及兼容的服务商）', en: 'Twilio voice, and whoever speaks its protocol' },
  shape: TwilioVoiceSettings.shape,
  fields: TWILIO_FIELDS,
  open: (settings, _hooks, tools) => Promise.resolve(twilioLine(settings, tools)),
  byCallback: {
    read: (settings, callback) => readTwilioCall(settings.authToken, callback),
    answer(settings, todo, { here, at }) {
      const next = `${here}?at=${at}`;
      const places = {
        next,
        quiet: `${next}&quiet=1`,
        joined: `${here}?joined=1`,
        recording: `${here}?recording=left`,
      };
      return { status: 200, body: twimlOf(todo, places, settings), type: 'text/xml; charset=utf-8' };
    },
  },
  async probe(settings) {
    const asked = await askTwilio(settings, 'GET', '');
    if ('failed' in asked) return { ok: false, note: asked.failed };
    return { ok: asked.status === 200, note: `HTTP ${asked.status}` };
  },
});
