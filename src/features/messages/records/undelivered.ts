/** What did not reach anybody, and what a person does about it. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { audit } from '../../access/index.ts';
import { noteListed, requireCustomer } from '../../customers/index.ts';
import { ChannelKind } from '../contract-definition.ts';
import { type Cause, MOST_AGAIN, UndeliveredState } from '../contract-undelivered.ts';
import { DELIVER } from '../sending/outcomes.ts';
import { takeReceipts } from '../receipts/receipts.ts';
import { insertAttempts, lockMessages, refreshMessages } from '../store.ts';
import * as store from './store-undelivered.ts';

const DAY_MS = 86_400_000;

const sinceOf = (ctx: Context, days: number): Date => new Date(ctx.now.getTime() - days * DAY_MS);

/** Of what it is made, so that it needs no row: base64url of JSON. */
const keyOf = ({ state, reason, channel, code }: store.CauseKey): string =>
  Buffer.from(JSON.stringify([state, reason, channel, code])).toString('base64url');

function readKey(key: string): store.CauseKey {
  try {
    const [state, reason, channel, code] = JSON.parse(Buffer.from(key, 'base64url').toString('utf8')) as unknown[];
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return {
      state: UndeliveredState.parse(state),
      channel: ChannelKind.parse(channel),
      reason: text(reason),
      code: text(code),
    };
  } catch {
    throw new Problem('not_found', { what: 'cause' });
  }
}

export function listCauses(ctx: Context, days: number): Promise<{ items: Cause[]; total: number }> {
  return ctx.tx(async (tx) => {
    const rows = await store.findCauses(tx, ctx, sinceOf(ctx, days));
    const items = rows.map((row) => ({ ...row, key: keyOf(row), latest: row.latest.toISOString() }));
    return { items, total: rows.reduce((sum, row) => sum + row.n, 0) };
  });
}

export function listUndelivered(ctx: Context, key: string, { days, limit }: { days: number; limit: number }) {
  return ctx.tx(async (tx) => {
    const asked = { cause: readKey(key), since: sinceOf(ctx, days), limit };
    const rows = await store.findUndelivered(tx, ctx, asked);
    await noteListed(tx, ctx, 'undelivered', rows.length);
    return {
      items: rows.map((row) => ({
        messageId: row.message_id,
        customerId: row.customer_id,
        customer: row.name,
        playbook: row.playbook,
        at: row.updated_at.toISOString(),
        attempts: row.attempts,
      })),
    };
  });
}

/** One more attempt on the channel of the last one, through the same gate. Twice at once is once: an attempt has a number. */
export function sendAgain(ctx: Context, key: string, input: { days: number; messageIds?: string[] | undefined }) {
  const cause = readKey(key);
  if (cause.state === 'unknown') throw new Problem('message_unknown_end');
  return ctx.tx(async (tx) => {
    const asked = { cause, since: sinceOf(ctx, input.days), limit: MOST_AGAIN + 1, ids: input.messageIds };
    const found = await store.findUndelivered(tx, ctx, asked);
    const rows = found.slice(0, MOST_AGAIN);
    const ids = rows.map((row) => row.message_id);
    await lockMessages(tx, ctx.workspace.id, ids);
    const attempts = rows.map((row) => ({
      deliveryId: newId('dlv'),
      messageId: row.message_id,
      customerId: row.customer_id,
      step: row.step,
      attempt: row.try + 1,
      channel: row.channel,
      dueAt: ctx.now,
    }));
    await insertAttempts(tx, ctx.workspace.id, attempts, ctx.now);
    await refreshMessages(tx, ctx.workspace.id, ids, ctx.now);
    await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
    await audit(tx, ctx, {
      action: 'messages.sent_again',
      entity: 'message',
      entityId: cause.channel,
      detail: { ...cause, n: rows.length },
    });
    const left = found.length > MOST_AGAIN ? await countLeft(tx, ctx, cause, input.days) : 0;
    return { again: rows.length, left };
  });
}

async function countLeft(tx: Tx, ctx: Context, cause: store.CauseKey, days: number): Promise<number> {
  const same = (row: store.CauseRow) => keyOf(row) === keyOf(cause);
  return (await store.findCauses(tx, ctx, sinceOf(ctx, days))).find(same)?.n ?? 0;
}

/** She was asked, or the provider was: it had arrived, or it had not. What did not arrive can be sent again then. */
export function settleUnknown(ctx: Context, messageId: string, arrived: boolean): Promise<{ done: boolean }> {
  return ctx.tx(async (tx) => {
    const unknown = await store.findUnknown(tx, ctx.workspace.id, messageId);
    const [first] = unknown;
    if (!first) throw new Problem('not_found', { what: 'message of unknown end' });
    if (first.customer_id !== null) await requireCustomer(tx, ctx, first.customer_id);
    const moved = await takeReceipts(
      tx,
      ctx,
      unknown.map(({ delivery_id: deliveryId, channel }) => ({
        key: `person:${deliveryId}`,
        deliveryId,
        channel,
        status: arrived ? ('delivered' as const) : ('failed' as const),
        at: ctx.now,
        code: 'by_hand',
        note: ctx.actor.name,
      })),
    );
    await audit(tx, ctx, {
      action: 'messages.settled',
      entity: 'message',
      entityId: messageId,
      detail: { arrived },
    });
    return { done: moved > 0 };
  });
}
