/** What somebody says of herself: kept and shown as a claim, never believed by itself. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { Claim } from './contract.ts';
import { insertEntry } from './store-entries.ts';
import { type Sender, saveClaim } from './store-sender.ts';

export async function noteClaim(tx: Tx, ctx: Context, sender: Sender, claim: Claim): Promise<void> {
  const id = await saveClaim(tx, ctx.workspace.id, { ...sender, conversationId: newId('cnv'), claim }, ctx.now);
  const { name, phone, email } = claim;
  await insertEntry(tx, ctx, id, 'claimed', { name, phone, email });
}
