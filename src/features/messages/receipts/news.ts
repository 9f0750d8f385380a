/** What happens to messages becomes events of the customer, so that rules, flows and figures see it. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { type NewEvent, record } from '../../events/index.ts';
import { type DeliveryState, RANK } from '../contract-states.ts';
import type { MessageEvent } from '../events.ts';
import { type AboutAttempt, findAbout } from './store-news.ts';

export interface Change {
  readonly deliveryId: string;
  readonly was: DeliveryState;
  readonly state: DeliveryState;
}

/** A read message was delivered and sent, though nobody said so. */
const ON_THE_WAY: readonly { readonly state: DeliveryState; readonly type: MessageEvent }[] = [
  { state: 'accepted', type: 'message_sent' },
  { state: 'delivered', type: 'message_delivered' },
  { state: 'read', type: 'message_read' },
];

/** The events between what was known of an attempt and what is known now; recorded once each, by attempt and type. */
export function newsOf({ was, state }: Pick<Change, 'was' | 'state'>): MessageEvent[] {
  if (state === 'failed') return ['message_failed'];
  if (state === 'refused' || state === 'cancelled') return [];
  const known = was === 'failed' ? RANK.unknown : RANK[was];
  return ON_THE_WAY.filter((each) => RANK[each.state] > known && RANK[each.state] <= RANK[state]).map(
    ({ type }) => type,
  );
}

export async function recordNews(tx: Tx, ctx: Context, changes: readonly Change[]): Promise<void> {
  const told = changes.map((change) => ({ ...change, types: newsOf(change) })).filter(({ types }) => types.length > 0);
  const about = new Map(
    (
      await findAbout(
        tx,
        ctx.workspace.id,
        told.map((each) => each.deliveryId),
      )
    ).map((row) => [row.delivery_id, row]),
  );
  const events = told.flatMap(({ deliveryId, types }) => {
    const row = about.get(deliveryId);
    // What was written to somebody unknown is nobody's event.
    return row && isCustomers(row) ? types.map((type) => eventOf(row, type, ctx.now)) : [];
  });
  await record(tx, ctx, events, { cause: 'messages' });
}

type Customers = AboutAttempt & { readonly customer_id: string };

const isCustomers = (row: AboutAttempt): row is Customers => row.customer_id !== null;

function eventOf(row: Customers, type: MessageEvent, now: Date): NewEvent {
  const when: Partial<Record<MessageEvent, Date | null>> = {
    message_sent: row.sent_at,
    message_delivered: row.delivered_at,
    message_read: row.read_at,
    message_failed: row.failed_at,
  };
  const at = when[type] ?? now;
  return {
    source: 'messages',
    externalId: `${row.delivery_id}:${type}`,
    customerId: row.customer_id,
    type,
    occurredAt: at > now ? now : at,
    properties: {
      ...propertiesOf(row),
      ...(type === 'message_failed' && row.reason ? { reason: row.reason } : {}),
    },
  };
}

/** How an event names the message it is about. */
export function propertiesOf(row: Omit<AboutAttempt, 'sent_at' | 'delivered_at' | 'read_at' | 'failed_at'>) {
  return {
    ...(row.run_id ? { run: row.run_id } : {}),
    ...(row.playbook === '' ? {} : { playbook: row.playbook, version: row.version }),
    ...(row.epoch === null ? {} : { epoch: row.epoch }),
    ...(row.message_key === '' ? {} : { message: row.message_key }),
    ...(row.variant === null ? {} : { variant: row.variant }),
    channel: row.channel,
    delivery: row.delivery_id,
  };
}
