/** Whether the chat is on, where, and how it looks. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { audit } from '../access/index.ts';
import { installChannel } from '../messages/index.ts';
import { webAdapter } from './channels/web.ts';
import { DEFAULT_LOOK, type Look, type WebChat } from './contract.ts';
import { type ChatRow, findChat, saveChat } from './store.ts';
import { siteToken } from './tokens.ts';

export function getWebChat(ctx: Context): Promise<WebChat> {
  return ctx.tx(async (tx) => toWebChat(ctx, await findChat(tx, ctx.workspace.id)));
}

export function setWebChat(ctx: Context, input: { isOn: boolean; look: Look }): Promise<WebChat> {
  return ctx.tx(async (tx) => {
    const row = { is_on: input.isOn, look: input.look, updated_by: ctx.actor.name, updated_at: ctx.now };
    await saveChat(tx, ctx.workspace.id, row);
    await installChannel(tx, ctx, 'web', input.isOn ? webAdapter.name : null);
    await audit(tx, ctx, {
      action: 'webchat.changed',
      entity: 'web_chat',
      entityId: ctx.workspace.id,
      detail: { isOn: input.isOn, origins: input.look.origins },
    });
    return toWebChat(ctx, row);
  });
}

/** The look in force: what was saved, with what has been added to it since. */
export async function lookOf(tx: Tx, ctx: Context): Promise<{ readonly isOn: boolean; readonly look: Look }> {
  const row = await findChat(tx, ctx.workspace.id);
  return { isOn: row?.is_on ?? false, look: { ...DEFAULT_LOOK, ...row?.look } };
}

function toWebChat(ctx: Context, row: ChatRow | null): WebChat {
  const site = siteToken(ctx.runtime.home, ctx.workspace.id);
  const base = publicUrl(ctx.runtime);
  return {
    isOn: row?.is_on ?? false,
    look: { ...DEFAULT_LOOK, ...row?.look },
    snippet: `<script src="${base}/chat/loader.js" data-site="${site}" async></script>`,
    frameUrl: `/chat/${site}/frame`,
    updatedBy: row?.updated_by ?? null,
    updatedAt: row?.updated_at.toISOString() ?? null,
  };
}
