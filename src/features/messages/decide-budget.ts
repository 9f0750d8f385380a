/** Whether there is money left for a contact. Pure. */
import { addDays } from '../../engine/condition/dates.ts';
import type { ChannelKind } from './contract-definition.ts';
import { type Budget, budgetKey, type Check } from './contract-policy.ts';
import type { LocalTime } from './decide-hours.ts';

/** What a budget pays from in one of its days or months. */
export interface Purse {
  readonly budget: string;
  readonly period: string;
}

export interface Purchase {
  readonly channel: ChannelKind;
  readonly playbook: string;
  readonly cost: number;
}

export const pays = (budget: Budget, { channel, playbook }: Omit<Purchase, 'cost'>): boolean =>
  (budget.channel === 'any' || budget.channel === channel) &&
  (budget.playbook === null || budget.playbook === playbook);

/** The purse of a budget on a day (YYYY-MM-DD of the workspace). */
export const purseOn = (budget: Budget, day: string): Purse => ({
  budget: budgetKey(budget),
  period: budget.per === 'day' ? day : day.slice(0, 7),
});

/** The first moment of the next day or month. */
export function nextPeriod({ per }: Budget, day: string, local: LocalTime): number {
  // The 28th and four days is in the next month, whatever the month.
  const next = per === 'day' ? addDays(day, 1) : `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  return local.startOfDate(next);
}

/** The budgets that have not enough left; `spentOf` tells what each has paid. */
export function emptyBudgets(
  budgets: readonly Budget[],
  purchase: Purchase,
  spentOf: (budget: Budget) => number,
  when: { readonly day: string; readonly local: LocalTime },
): Check[] {
  return budgets.flatMap((budget) => {
    const spent = spentOf(budget);
    // Hundredths of a cent: sums of decimals are not exact.
    if (!pays(budget, purchase) || purchase.cost === 0 || spent + purchase.cost <= budget.amount + 0.00005) return [];
    const { channel, playbook, per, amount } = budget;
    const values = { channel, playbook, per, amount, spent: Math.round(spent * 100) / 100 };
    const until =
      budget.then === 'refuse' ? {} : { until: new Date(nextPeriod(budget, when.day, when.local)).toISOString() };
    return [{ rule: 'budget' as const, ok: false, values, ...until }];
  });
}
