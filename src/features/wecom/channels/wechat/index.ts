/** WeChat service chat (微信客服): conversations that the customer begins. */
import { CallbackRefused, defineAdapter } from '../../../messages/index.ts';
import { openCallback } from '../api/callback.ts';
import { listOf, openClient } from '../api/client.ts';
import { outcomeOf } from '../api/errors.ts';
import { readPage } from './read.ts';
import { msgidOf } from './said.ts';
import { accountOf, fields, linesOf, WechatSettings } from './settings.ts';
import { cacheKey, WINDOW_MOST, WINDOW_MS } from './window.ts';
import { wordsOf } from './words.ts';

export const wechatAdapter = defineAdapter<WechatSettings>({
  name: 'wechat',
  kind: 'wechat',
  words: { zh: '微信客服', en: 'WeChat service chat' },
  settings: WechatSettings,
  fields,
  needs: 'wecom',
  // Only what did not arrive is told.
  receipts: false,
  atOnce: 10,
  window: { ms: WINDOW_MS, most: WINDOW_MOST },
  async send(settings, attempt, tools) {
    const msgid = msgidOf(attempt.deliveryId);
    const open_kfid = (await tools.cache.get(cacheKey(attempt.to))) ?? linesOf(settings.openKfIds)[0];
    try {
      await openClient(accountOf(settings), tools).post('/cgi-bin/kf/send_msg', {
        touser: attempt.to,
        open_kfid,
        msgid,
        ...wordsOf(attempt.content),
      });
      return { kind: 'accepted', providerId: msgid };
    } catch (error) {
      return outcomeOf(error);
    }
  },
  readCallback(settings, raw) {
    const { callbackToken: token, aesKey, corpId: receiver } = settings;
    if (!token || !aesKey) throw new CallbackRefused('no token and key are set');
    return openCallback({ token, aesKey, receiver }, raw, (fields) =>
      fields['Event'] === 'kf_msg_or_event'
        ? [{ type: 'bell', hint: JSON.stringify({ kf: fields['OpenKfId'] ?? '', token: fields['Token'] ?? '' }) }]
        : [],
    );
  },
  poll: (settings, cursor, tools, hint) =>
    readPage(openClient(accountOf(settings), tools), tools, { accounts: linesOf(settings.openKfIds), cursor, hint }),
  async probe(settings, tools) {
    try {
      const said = await openClient(accountOf(settings), tools).post('/cgi-bin/kf/account/list', {
        offset: 0,
        limit: 100,
      });
      return {
        ok: true,
        note: listOf(said['account_list'])
          .map((each) => String(each['name']))
          .join('、'),
      };
    } catch (error) {
      const outcome = outcomeOf(error);
      return { ok: false, note: outcome.note ?? outcome.kind };
    }
  },
});
