/** Contacts are paid from the budgets of the policy. What is used up says so once, and what it would have paid for waits or is not sent. */
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { audit } from '../../access/index.ts';
import type { Budget, Check, ContactPolicy } from '../contract-policy.ts';
import { emptyBudgets, pays, type Purchase, purseOn } from '../decide-budget.ts';
import { loadPrices } from './price.ts';
import { holdPurses, nameOf, savePurses, type SpendRow } from './store-spend.ts';

export interface Order extends Omit<Purchase, 'cost'> {
  readonly deliveryId: string;
}

export interface Paid {
  readonly cost: number;
  /** The purses it was taken from. */
  readonly charged: string | null;
  /** Budgets that had not enough. Then nothing was taken. */
  readonly checks: readonly Check[];
}

/** In the order given, by attempt. Purses are held until the transaction ends, so that no two workers spend the same money. */
export async function payFor(
  tx: Tx,
  ctx: Context,
  policy: ContactPolicy,
  orders: readonly Order[],
): Promise<ReadonlyMap<string, Paid>> {
  const local = zoneCalendar(ctx.workspace.zone);
  const day = local.dateOf(ctx.now.getTime());
  if (orders.length === 0) return new Map();
  const priceOf = await loadPrices(tx, ctx, policy, day);
  const asked = policy.budgets.filter((budget) => orders.some((order) => pays(budget, order)));
  const held = await holdPurses(
    tx,
    ctx.workspace.id,
    asked.map((budget) => purseOn(budget, day)),
  );
  const purses = new Map<string, { -readonly [K in keyof SpendRow]: SpendRow[K] }>(
    held.map((row) => [nameOf(row), { ...row }]),
  );
  const purseOf = (budget: Budget) => purses.get(nameOf(purseOn(budget, day)));
  const paid = new Map<string, Paid>();
  const changed = new Set<string>();
  for (const order of orders) {
    const cost = priceOf(order.playbook, order.channel);
    const checks = emptyBudgets(asked, { ...order, cost }, (budget) => purseOf(budget)?.spent ?? 0, { day, local });
    const from = asked.filter((budget) => pays(budget, order));
    if (checks.length > 0) paid.set(order.deliveryId, { cost, charged: null, checks });
    else {
      for (const budget of from) {
        const purse = purseOf(budget);
        if (purse) purse.spent += cost;
        changed.add(nameOf(purseOn(budget, day)));
      }
      const charged = from.map((budget) => nameOf(purseOn(budget, day))).join(' ');
      paid.set(order.deliveryId, { cost, charged: charged || null, checks: [] });
    }
  }
  const empty = emptied(asked, [...paid.values()], day).filter((name) => purses.get(name)?.used_up_at === null);
  for (const name of empty) {
    const purse = purses.get(name);
    if (purse) purse.used_up_at = ctx.now;
    changed.add(name);
    // Once in a day or month, however many workers find it so: the purse is held.
    await audit(tx, ctx, {
      action: 'messages.budget_used_up',
      entity: 'contact_policy',
      entityId: name,
      detail: { spent: purse?.spent ?? 0 },
    });
  }
  await savePurses(
    tx,
    ctx.workspace.id,
    [...changed].flatMap((name) => purses.get(name) ?? []),
  );
  return paid;
}

/** The purses that could not pay for something. */
function emptied(budgets: readonly Budget[], paid: readonly Paid[], day: string): string[] {
  const checks = paid.flatMap((each) => each.checks);
  return budgets
    .filter(({ channel, playbook, per }) =>
      checks.some(
        ({ values }) => values['channel'] === channel && values['playbook'] === playbook && values['per'] === per,
      ),
    )
    .map((budget) => nameOf(purseOn(budget, day)));
}
