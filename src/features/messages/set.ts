/** The same told to a set of customers, for rooms downstream. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { carriersOf, isAbsent, isSandbox } from './carriers.ts';
import type { ChannelKind } from './contract-definition.ts';
import { DELIVER } from './outcomes.ts';
import { policyOf } from './policy.ts';
import { loadPrices } from './price.ts';
import { insertSet, lastingVerdicts, type SetOfMessages, type Sql } from './store-set.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';

/** SQL for other rooms: who of `people` (with the columns `askedOf`) no lasting rule of the contact policy closes; its columns stand at `lastingVerdicts`. */
export async function verdictsSql(
  tx: Tx,
  ctx: Context,
  question: { readonly channels: readonly ChannelKind[]; readonly purpose: 'service' | 'marketing' },
): Promise<(people: Sql) => Sql> {
  const carriers = await carriersOf(tx, ctx);
  const channels = question.channels.map((channel) => {
    const carrier = carriers.get(channel);
    return {
      channel,
      needs: carrier?.adapter.needs ?? ('phone' as const),
      sandbox: carrier !== undefined && isSandbox(carrier),
      absent: carrier === undefined || isAbsent(carrier),
    };
  });
  const { id: workspace, assumeConsent } = ctx.workspace;
  return (people) =>
    lastingVerdicts({ workspace, channels, purpose: question.purpose, assumeConsent, now: ctx.now }, people);
}

/** Writes a message for each row of `rows` (n, customer_id, step, channel, due_at); the same n of a group is the same message. Returns how many are new. */
export async function sendToSet(tx: Tx, ctx: Context, set: SetOfMessages, rows: Sql): Promise<number> {
  const written = await insertSet(tx, ctx.workspace.id, set, rows, ctx.now);
  if (written > 0) await enqueue(tx, ctx, [{ task: DELIVER, payload: {}, key: `${DELIVER}:${ctx.workspace.id}` }]);
  return written;
}

/** What one contact on a channel costs today; 0 when nobody has said. */
export async function contactPriceOf(tx: Tx, ctx: Context): Promise<(channel: ChannelKind) => number> {
  const day = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime());
  const priceOf = await loadPrices(tx, ctx, await policyOf(tx, ctx), day);
  return (channel) => priceOf('', channel);
}
