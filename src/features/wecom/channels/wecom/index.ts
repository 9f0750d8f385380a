/**
 * Messages to customers who are friends of a colleague in WeCom. Nothing is sent by this: a task is made that the colleague has to confirm, and what
 * became of it is asked for (`../../tasks`).
 */
import { CallbackRefused, defineAdapter } from '../../../messages/index.ts';
import { openCallback } from '../api/callback.ts';
import { openClient } from '../api/client.ts';
import { outcomeOf, WecomError } from '../api/errors.ts';
import { readEvents } from './events.ts';
import { joinTask } from './group.ts';
import { contactOf, fields, WecomSettings } from './settings.ts';

export const wecomAdapter = defineAdapter<WecomSettings>({
  name: 'wecom',
  kind: 'wecom',
  words: { zh: '企业微信 · 客户群发（员工确认）', en: 'WeCom, confirmed by a colleague' },
  settings: WecomSettings,
  fields,
  needs: 'wecom',
  receipts: true,
  recalls: true,
  // Those of one batch with the same words are one task.
  atOnce: 200,
  async send(settings, attempt, tools) {
    const client = openClient(contactOf(settings), tools);
    return joinTask(client, tools, { text: attempt.content.text, to: attempt.to });
  },
  readCallback(settings, raw) {
    const { callbackToken: token, aesKey, corpId: receiver } = settings;
    if (!token || !aesKey) throw new CallbackRefused('no token and key are set');
    return openCallback({ token, aesKey, receiver }, raw, readEvents);
  },
  async probe(settings, tools) {
    try {
      const said = await openClient(contactOf(settings), tools).get('/cgi-bin/externalcontact/get_follow_user_list');
      const users = Array.isArray(said['follow_user']) ? said['follow_user'].length : 0;
      return { ok: true, note: `${users}` };
    } catch (error) {
      if (!(error instanceof WecomError)) throw error;
      const outcome = outcomeOf(error);
      return { ok: false, note: outcome.note ?? outcome.kind };
    }
  },
});
