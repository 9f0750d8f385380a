/** Whoever opens the address inside WeCom is asked for at WeCom and led to a form of her own. (path/91022, path/91023) */
import type { Actor, Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { publicUrl } from '../../kit/public-url.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { findAtAddresses } from '../customers/index.ts';
import { newestVersion, OWN, requireForm } from '../forms/index.ts';
import { readPlace, signPlace } from '../messages/index.ts';
import { mintLinks } from '../surveys/index.ts';
import { type Wecom, wecomOf } from './account.ts';
import { textOf } from './channels/api/client.ts';
import { WecomError } from './channels/api/errors.ts';
import { settingsOf } from './views.ts';

const PURPOSE = 'wecom.page';
const VISITOR: Actor = { kind: 'system', id: 'wecom', name: 'wecom' };
const AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize';
/** Of a link made this way: she opens it now. */
const DAYS = 7;

export interface Page {
  readonly status: number;
  readonly text: string;
  /** Where she is led. */
  readonly to?: string;
}

const addressOf = (runtime: Runtime, token: string): string => `${publicUrl(runtime)}/wecom/${token}`;

export function makePage(
  ctx: Context,
  { form, playbook = OWN }: { form: string; playbook?: string | undefined },
): Promise<{ url: string }> {
  return ctx.tx(async (tx) => {
    if ((await settingsOf(tx, ctx)) === null) throw new Problem('wecom_not_set');
    await requireForm(tx, ctx, { playbook, version: await newestVersion(tx, ctx, playbook, form), form });
    const place = `${ctx.workspace.id}.${playbook}.${form}`;
    return { url: addressOf(ctx.runtime, signPlace(ctx.runtime.home, PURPOSE, place)) };
  });
}

const WORDS = {
  zh: {
    nowhere: '这个地址不存在。',
    nobody: '没有认出您是哪位客户。请先加我们的顾问为好友，或联系门店。',
    again: '没有认出您是谁，请回到聊天里重新打开一次。',
  },
  en: {
    nowhere: 'There is no such page.',
    nobody: 'We do not know which customer you are. Add our adviser as a friend first, or ask the shop.',
    again: 'We could not tell who you are. Go back to the chat and open it again.',
  },
} as const;

export async function openPage(runtime: Runtime, token: string, code: string | undefined): Promise<Page> {
  const [workspace, playbook, form] = readPlace(runtime.home, PURPOSE, token)?.split('.') ?? [];
  const ctx = workspace ? await runtime.open(workspace, VISITOR).catch(() => null) : null;
  const wecom = ctx && (await wecomOf(ctx));
  if (!ctx || !wecom || !playbook || !form) return { status: 404, text: WORDS.zh.nowhere };
  const words = WORDS[ctx.workspace.locale];
  if (code === undefined) return { status: 302, text: '', to: authorizeUrl(wecom, addressOf(runtime, token), 'page') };
  const external = await whoIs(wecom, code);
  if (external === null) return { status: 403, text: words.again };
  return ctx.tx(async (tx) => {
    const [customerId, ...others] =
      (await findAtAddresses(tx, ctx.workspace.id, 'wecom', [external])).get(external) ?? [];
    const version = await newestVersion(tx, ctx, playbook, form);
    if (!customerId || others.length > 0) return { status: 404, text: words.nobody };
    const ref = { playbook, version, form };
    const [link] = await mintLinks(tx, ctx, [{ customerId, ref, channel: 'wecom', days: DAYS }]);
    return link ? { status: 302, text: '', to: link.url } : { status: 404, text: words.nobody };
  });
}

/** Asked inside WeCom or WeChat, without a question to her. */
export function authorizeUrl({ settings }: Wecom, back: string, state: string): string {
  const query = new URLSearchParams({
    appid: settings.corpId,
    redirect_uri: back,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: String(settings.agentId),
  });
  return `${AUTHORIZE}?${query}#wechat_redirect`;
}

/** A colleague, or who is nobody's friend, has no id of a customer. */
async function whoIs(wecom: Wecom, code: string): Promise<string | null> {
  return textOf((await inCode(wecom, code))?.['external_userid']) || null;
}

/** A code names somebody once, for five minutes; null: it does not, or not any more. */
export async function inCode({ app }: Wecom, code: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    return await app.get('/cgi-bin/auth/getuserinfo', { code });
  } catch (error) {
    if (error instanceof WecomError) return null;
    throw error;
  }
}
