/** What the two channels tell besides messages: friends who come and go, chats that are opened. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { channelSignalled } from '../messages/index.ts';
import { wechatOf, wecomOf } from './account.ts';
import { listOf } from './channels/api/client.ts';
import { WecomError } from './channels/api/errors.ts';
import { linesOf } from './channels/wechat/settings.ts';
import { CONTACT } from './channels/wecom/events.ts';
import { seenOf, tagNames } from './contacts-said.ts';
import { loseFriend, takeContacts, tellAdded } from './contacts.ts';
import { saveStaff } from './store-staff.ts';

const ENTERED = 'wechat.enter_session';

const Signal = z.object({
  key: z.string(),
  name: z.string(),
  from: z.string().nullable(),
  at: z.string(),
  data: z.record(z.string(), z.string()),
});
type Signal = z.infer<typeof Signal>;

export const hearSignals = on(channelSignalled, 'wecom.hear', {
  select: async (_tx, _ctx, { items }) => {
    const own = items.filter((each) => each.from !== null && (each.name === CONTACT || each.name === ENTERED));
    return own.length > 0 ? own : null;
  },
  handle: async (ctx, items) => {
    for (const each of items) await hear(ctx, Signal.parse(each));
  },
});

async function hear(ctx: Context, signal: Signal): Promise<void> {
  if (signal.name === ENTERED) return greet(ctx, signal);
  const { data, from, key } = signal;
  const change = data['change'] ?? '';
  if (change.startsWith('del_')) {
    const lost = {
      external: from ?? '',
      user: data['user'] ?? '',
      at: new Date(signal.at),
      key,
      byHer: change === 'del_follow_user',
    };
    await ctx.tx((tx) => loseFriend(tx, ctx, lost));
  } else if (/^(add|edit)_/.test(change)) await readOne(ctx, from ?? '');
}

/** One customer anew, with all who have her as a friend. */
async function readOne(ctx: Context, external: string): Promise<void> {
  const wecom = await wecomOf(ctx);
  if (!wecom) return;
  try {
    const said = await wecom.contacts.get('/cgi-bin/externalcontact/get', { external_userid: external });
    const { tagsIn, tagsOut } = wecom.settings;
    const tags = tagsIn ? tagNames(await wecom.contacts.post('/cgi-bin/externalcontact/get_corp_tag_list', {})) : null;
    const seen = listOf(said['follow_user']).map((follow) => seenOf(said['external_contact'], follow));
    await ctx.tx(async (tx) => {
      await saveStaff(
        tx,
        ctx.workspace.id,
        seen.map(({ userid }) => ({ userid, name: null })),
        ctx.now,
      );
      await takeContacts(tx, ctx, seen, { run: null, tags, ours: linesOf(tagsOut ?? '') });
      await tellAdded(tx, ctx, [external]);
    });
  } catch (error) {
    // Gone again already.
    if (!(error instanceof WecomError && error.failure === 'refused')) throw error;
    ctx.runtime.log.warn({ code: error.code }, 'a contact of WeCom could not be read');
  }
}

/** One message may be said within 20 seconds of her opening the chat, without a word of hers. (path/95122) */
async function greet(ctx: Context, { key, data }: Signal): Promise<void> {
  const code = data['welcome_code'];
  const wechat = code ? await wechatOf(ctx) : null;
  if (!code || !wechat?.settings.welcome) return;
  const msgid = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const body = { code, msgid, msgtype: 'text', text: { content: wechat.settings.welcome } };
  try {
    await wechat.client.post('/cgi-bin/kf/send_msg_on_event', body);
  } catch (error) {
    // Too late, or said before: a greeting is not worth a second try.
    if (!(error instanceof WecomError)) throw error;
    ctx.runtime.log.info({ code: error.code }, 'a greeting of service chat was not taken');
  }
}
