/** A batch from outside: check each item, find its customer, record the good ones and list the others. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { type CheckedEvent, checkEvent, type Flaw, ITEM_ERRORS, type Subject } from './check.ts';
import { MOST_EVENTS, type RecordAnswer, type RejectedItem } from './contract.ts';
import { record } from './service.ts';
import { subjectResolver } from './subjects.ts';

export async function ingest(ctx: Context, events: readonly unknown[]): Promise<RecordAnswer> {
  if (events.length > MOST_EVENTS) throw new Problem('too_large', { limit: `${MOST_EVENTS} events` });
  const settings = { zone: ctx.workspace.zone, now: ctx.now };
  const rejected: RejectedItem[] = [];
  const good: { readonly index: number; readonly event: CheckedEvent }[] = [];
  events.forEach((item, index) => {
    const flaws: Flaw[] = [];
    const event = checkEvent(item, settings, flaws);
    if (event) good.push({ index, event });
    else rejected.push(reject(ctx, index, flaws));
  });
  if (good.length === 0) return { accepted: 0, duplicates: 0, rejected };
  return ctx.tx(async (tx) => {
    const customers = await ctx.runtime.only(subjectResolver).resolve(
      tx,
      ctx,
      good.map(({ event }) => event.subject),
    );
    const unknown: RejectedItem[] = [];
    const items = good.flatMap(({ index, event }, at) => {
      const customerId = customers[at];
      if (customerId) return [Object.assign(event, { customerId })];
      unknown.push(reject(ctx, index, [{ field: fieldOf(event.subject), code: 'customer_unknown' }]));
      return [];
    });
    const { fresh, duplicates } = await record(tx, ctx, items);
    const all = [...rejected, ...unknown].sort((a, b) => a.index - b.index);
    return { accepted: fresh.length, duplicates, rejected: all };
  });
}

function fieldOf(subject: Subject): string {
  return `customer.${Object.keys(subject)[0]}`;
}

export function reject(ctx: Context, index: number, flaws: readonly Flaw[]): RejectedItem {
  return {
    index,
    errors: flaws.map(({ field, code }) => ({ field, code, message: ITEM_ERRORS[code][ctx.locale] })),
  };
}
