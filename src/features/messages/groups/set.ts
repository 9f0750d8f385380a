/** The same told to a set of customers, for rooms downstream. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { carriersOf, isAbsent, isSandbox } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { Plan } from '../contract-plan.ts';
import { suitsOf } from '../choice/choice.ts';
import { inOrder, planFor } from '../decide-choice.ts';
import { DELIVER } from '../sending/outcomes.ts';
import { policyOf } from '../policy/policy.ts';
import { loadPrices } from '../policy/price.ts';
import { customersIn, insertSet, lastingVerdicts, type OwnPlan, type SetOfMessages, type Sql } from './store-set.ts';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';

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
  const own = set.preferred ? await ownPlans(tx, ctx, set.plan, await customersIn(tx, rows)) : [];
  const written = await insertSet(tx, ctx.workspace.id, set, rows, { own, now: ctx.now });
  if (written > 0) await enqueue(tx, ctx, [{ task: DELIVER, payload: {}, key: `${DELIVER}:${ctx.workspace.id}` }]);
  return written;
}

/** Of those of whom something is known; the others begin as the plan says. */
async function ownPlans(tx: Tx, ctx: Context, plan: Plan, customerIds: readonly string[]): Promise<OwnPlan[]> {
  const suits = await suitsOf(tx, ctx, customerIds);
  return customerIds.flatMap((customerId) => {
    const own = planFor(plan, suits(customerId));
    const moved = own.plan.some(({ channel }, at) => channel !== plan[at]?.channel);
    return moved || own.why !== null ? [{ customerId, ...own, moved }] : [];
  });
}

/** The channels of a plan in the order in which they suit each customer. */
export async function channelOrders(
  tx: Tx,
  ctx: Context,
  channels: readonly ChannelKind[],
  customerIds: readonly string[],
): Promise<(customerId: string) => readonly ChannelKind[]> {
  const suits = await suitsOf(tx, ctx, customerIds);
  return (id) => inOrder(channels, suits(id)).channels;
}

/** What one contact on a channel costs today; 0 when nobody has said. */
export async function contactPriceOf(tx: Tx, ctx: Context): Promise<(channel: ChannelKind) => number> {
  const day = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime());
  const priceOf = await loadPrices(tx, ctx, await policyOf(tx, ctx), day);
  return (channel) => priceOf('', channel);
}
