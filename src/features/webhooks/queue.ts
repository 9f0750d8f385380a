/** Recorded events become messages: rows first, then a job per address. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { withoutNumbers } from '../customers/index.ts';
import { eventsRecorded, type RecordedEvent } from '../events/index.ts';
import { ALL_TYPES } from './contract.ts';
import { deliveryJob } from './jobs-shape.ts';
import { listWebhookRows, subscribedTypes } from './store.ts';
import { type EventToTell, findEvents, insertDeliveries } from './store-deliveries.ts';

/** What happened longer ago is history that somebody imports: it is not told. */
const NEWS_MS = 24 * 3_600_000;

interface Batch {
  readonly items: readonly RecordedEvent[];
}

/** Copies of a workspace and time that is only walked through tell the world nothing. */
function isSilent(ctx: Context): boolean {
  return ctx.workspace.kind === 'scratch' || ctx.outbox !== undefined;
}

export const queueMessages = on<Batch, Batch>(eventsRecorded, 'webhooks.queue', {
  async select(tx, ctx, { items }) {
    if (isSilent(ctx)) return null;
    const types = new Set(await subscribedTypes(tx, ctx.workspace.id));
    if (types.size === 0) return null;
    const since = new Date(ctx.now.getTime() - NEWS_MS).toISOString();
    const told = items.filter(
      ({ type, occurredAt }) => occurredAt >= since && (types.has(ALL_TYPES) || types.has(type)),
    );
    return told.length > 0 ? { items: told } : null;
  },
  async handle(ctx, { items }) {
    await ctx.tx(async (tx) => {
      const workspace = ctx.workspace.id;
      const listening = (await listWebhookRows(tx, workspace)).filter((webhook) => webhook.active);
      const events = await findEvents(tx, workspace, items);
      const wants = (types: readonly string[], type: string) => types.includes(ALL_TYPES) || types.includes(type);
      const rows = listening.flatMap(({ webhook_id, types }) =>
        events
          .filter((event) => wants(types, event.type))
          .map((event) => ({
            delivery_id: newId('msg'),
            webhook_id,
            event_id: event.event_id,
            type: event.type,
            body: bodyOf(ctx, event),
          })),
      );
      await insertDeliveries(tx, workspace, rows, ctx.now);
      const told = [...new Set(rows.map((row) => row.webhook_id))].sort();
      await enqueue(
        tx,
        ctx,
        told.map((webhook) => deliveryJob(ctx, webhook)),
      );
    });
  },
});

/** Names and numbers of people are not in it: a receiver that may know them asks the API with its key. */
function bodyOf(ctx: Context, event: EventToTell): string {
  return JSON.stringify({
    type: event.type,
    timestamp: event.occurred_at.toISOString(),
    data: {
      workspace: ctx.workspace.id,
      eventId: event.event_id,
      customerId: event.customer_id,
      customer: event.external_customer,
      amount: event.amount,
      source: event.source,
      externalId: event.external_id,
      properties: withoutNumbers(event.properties ?? {}),
    },
  });
}
