import type { ReplayPart } from '../../kit/feature.ts';
import { record } from './service.ts';
import * as store from './store.ts';

const BATCH = 1000;

/** Lets outside events happen again in a scratch copy. What our own parts record (orders, runs) is recorded again by those parts. */
export const replayFeed: ReplayPart = {
  async feed(source, into, from, to) {
    let fed = 0;
    let place: { at: Date; id: string } | null = null;
    for (;;) {
      const after: typeof place = place;
      const rows: store.StoredEvent[] = await source.tx((tx) =>
        store.findOutside(tx, source.workspace.id, from, to, after, BATCH),
      );
      const last = rows.at(-1);
      if (!last) return fed;
      place = { at: last.occurred_at, id: last.event_id };
      const items = rows.map((row) => ({
        source: row.source,
        externalId: row.external_id,
        customerId: row.customer_id,
        type: row.type,
        occurredAt: row.occurred_at,
        amount: row.amount,
        properties: row.properties,
      }));
      const { fresh } = await into.tx((tx) => record(tx, into, items));
      fed += fresh.length;
    }
  },
};
