/** A channel that another room brings along, switched on or off there: it has no settings of its own. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { sendsInEarnest } from './carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { deleteAccount, saveAccount } from './store-accounts.ts';

/** `adapter` null: off. Where nothing is sent in earnest the sandbox goes on standing in. */
export async function installChannel(
  tx: Tx,
  ctx: Context,
  channel: ChannelKind,
  adapter: string | null,
): Promise<void> {
  if (!sendsInEarnest(ctx)) return;
  if (adapter === null) await deleteAccount(tx, ctx.workspace.id, channel);
  else
    await saveAccount(tx, ctx.workspace.id, {
      channel,
      adapter,
      settings: {},
      secrets: null,
      per_second: null,
      updated_by: ctx.actor.name,
      updated_at: ctx.now,
    });
}
