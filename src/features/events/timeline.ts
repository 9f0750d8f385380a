import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { TimelineEvent } from './contract.ts';
import * as store from './store.ts';

export interface TimelineInput {
  readonly customerId: string;
  readonly type?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A customer's events, newest first. Whether the caller may see the customer is for the caller to check. */
export async function timeline(
  tx: Tx,
  ctx: Context,
  input: TimelineInput,
): Promise<{ items: TimelineEvent[]; next: string | null }> {
  const rows = await store.findTimeline(tx, {
    workspace: ctx.workspace.id,
    customerId: input.customerId,
    type: input.type ?? null,
    after: input.cursor ? readCursor(input.cursor) : null,
    until: ctx.now,
    limit: input.limit + 1,
  });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      eventId: row.event_id,
      type: row.type,
      at: row.occurred_at.toISOString(),
      amount: row.amount,
      source: row.source,
      externalId: row.external_id,
      properties: row.properties ?? {},
    })),
    next: last ? writeCursor(last.occurred_at, last.event_id) : null,
  };
}

/** A place in a list ordered by time and id. */
export function writeCursor(at: Date, id: string): string {
  return `${at.getTime()}.${id}`;
}

export function readCursor(cursor: string): { at: Date; id: string } {
  const match = /^(-?\d{1,15})\.([a-z]+_[0-9a-f]{32})$/.exec(cursor);
  if (!match) throw new Problem('invalid_input', {}, [{ path: 'cursor', field: 'cursor', message: 'unknown cursor' }]);
  return { at: new Date(Number(match[1])), id: match[2]! };
}
