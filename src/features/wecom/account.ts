/** The account with which this workspace speaks to WeCom, as it is set up for the channel `wecom`; null: it is not, or only played. */
import type { Context } from '../../kit/context.ts';
import { type ChannelTools, carriersOf, toolsFor } from '../messages/index.ts';
import { type Client, openClient } from './channels/api/client.ts';
import { wechatAdapter } from './channels/wechat/index.ts';
import { accountOf, WechatSettings } from './channels/wechat/settings.ts';
import { wecomAdapter } from './channels/wecom/index.ts';
import { appOf, contactOf, WecomSettings } from './channels/wecom/settings.ts';

export interface Wecom {
  readonly settings: WecomSettings;
  readonly tools: ChannelTools;
  /** About customers. */
  readonly contacts: Client;
  /** To colleagues. */
  readonly app: Client;
}

export async function wecomOf(ctx: Context): Promise<Wecom | null> {
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get('wecom'));
  const read = carrier?.adapter === wecomAdapter ? WecomSettings.safeParse(carrier.settings) : null;
  if (!read?.success) return null;
  const settings = read.data;
  const tools = toolsFor(ctx, 'wecom');
  return { settings, tools, contacts: openClient(contactOf(settings), tools), app: openClient(appOf(settings), tools) };
}

export interface Wechat {
  readonly settings: WechatSettings;
  readonly tools: ChannelTools;
  readonly client: Client;
}

/** The same for service chat. */
export async function wechatOf(ctx: Context): Promise<Wechat | null> {
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get('wechat'));
  const read = carrier?.adapter === wechatAdapter ? WechatSettings.safeParse(carrier.settings) : null;
  if (!read?.success) return null;
  const tools = toolsFor(ctx, 'wechat');
  return { settings: read.data, tools, client: openClient(accountOf(read.data), tools) };
}
