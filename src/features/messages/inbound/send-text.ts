/** What a person writes to somebody: the same gate, the same attempts, the same record as what a playbook sends. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { DELIVER } from '../sending/outcomes.ts';
import type { PersonText } from '../store.ts';
import { findText, insertText } from './store-texts.ts';

export interface TextEntry {
  /** Made where it is written: the same again is the same message. */
  readonly key: string;
  readonly channel: ChannelKind;
  /** null: somebody unknown, at the address. */
  readonly customerId: string | null;
  /** Where she wrote from; without one the customer's record says where she is reached. */
  readonly address: string | null;
  /** The subject is of e-mails; choices where the channel shows a menu. */
  readonly content: PersonText;
  /**
   * When she wrote what it answers, in a conversation that is open. An answer is neither capped nor put off by quiet hours, and counts for no cap:
   * she waits for it. Her opt-out and the channel's own window hold. null: nobody asked for it, so everything holds.
   */
  readonly answers: Date | null;
  readonly author: { readonly id: string | null; readonly name: string };
}

export interface SentText {
  readonly messageId: string;
  readonly deliveryId: string;
  /** False: it was sent before by this key. */
  readonly fresh: boolean;
}

/** Writes it in the caller's transaction; whether it may go is decided when it is its turn, a moment later, and stored with the reason. */
export async function sendText(tx: Tx, ctx: Context, entry: TextEntry): Promise<SentText> {
  if (entry.customerId === null && entry.address === null)
    throw new Error('a text goes to a customer or to an address');
  const { key, channel, customerId, address, content, answers, author } = entry;
  const messageId = newId('msg');
  const deliveryId = newId('dlv');
  const item = {
    key,
    messageId,
    deliveryId,
    channel,
    customerId,
    address,
    written: content,
    answersAt: answers,
    author,
  };
  if (await insertText(tx, ctx.workspace.id, item, ctx.now)) {
    await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
    return { messageId, deliveryId, fresh: true };
  }
  const known = await findText(tx, ctx.workspace.id, key);
  if (!known) throw new Error(`the text of key ${key} is neither new nor there`);
  return { messageId: known.message_id, deliveryId: known.delivery_id, fresh: false };
}
