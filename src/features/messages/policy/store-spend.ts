/** What budgets of contacts have paid for. */
import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Purse } from '../decide-budget.ts';

export interface SpendRow extends Purse {
  readonly spent: number;
  readonly used_up_at: Date | null;
}

const listOf = (purses: readonly Purse[]) => ({
  budgets: arrayOf(purses, (each) => each.budget),
  periods: plainArrayOf(purses, (each) => each.period),
});

/** Holds these purses, in one order, until the transaction ends. */
export async function holdPurses(tx: Tx, workspace: string, purses: readonly Purse[]): Promise<SpendRow[]> {
  if (purses.length === 0) return [];
  const { budgets, periods } = listOf(purses);
  await sql`
    insert into contact_spend (workspace_id, budget, period, spent)
    select ${workspace}, i.budget, i.period, 0 from unnest(${budgets}::text[], ${periods}::text[]) as i(budget, period)
    order by i.budget, i.period on conflict (workspace_id, budget, period) do nothing`.execute(tx);
  const { rows } = await sql<SpendRow>`
    select s.budget, s.period, s.spent, s.used_up_at from contact_spend s
    where s.workspace_id = ${workspace}
      and (s.budget, s.period) in (select i.budget, i.period from unnest(${budgets}::text[], ${periods}::text[]) as i(budget, period))
    order by s.budget, s.period for update`.execute(tx);
  return rows;
}

export async function findSpend(tx: Tx, workspace: string, purses: readonly Purse[]): Promise<SpendRow[]> {
  if (purses.length === 0) return [];
  const { budgets, periods } = listOf(purses);
  const { rows } = await sql<SpendRow>`
    select s.budget, s.period, s.spent, s.used_up_at from contact_spend s
    where s.workspace_id = ${workspace}
      and (s.budget, s.period) in (select i.budget, i.period from unnest(${budgets}::text[], ${periods}::text[]) as i(budget, period))`.execute(
    tx,
  );
  return rows;
}

/** The purses are held by the caller. */
export async function savePurses(tx: Tx, workspace: string, rows: readonly SpendRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { budgets, periods } = listOf(rows);
  await sql`
    update contact_spend s set spent = i.spent, used_up_at = i.used_up_at
    from unnest(${budgets}::text[], ${periods}::text[], ${plainArrayOf(rows, (row) => String(row.spent))}::numeric[],
      ${arrayOf(rows, (row) => row.used_up_at?.toISOString() ?? null)}::timestamptz[]) as i(budget, period, spent, used_up_at)
    where s.workspace_id = ${workspace} and s.budget = i.budget and s.period = i.period`.execute(tx);
}

/** What surely was not sent has cost nothing. */
export async function refundUnsent(tx: Tx, workspace: string, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  const { rows } = await sql<{ charged: string; cost: number }>`
    select charged, sum(cost) as cost from delivery
    where workspace_id = ${workspace} and delivery_id = any(${plainArrayOf(deliveryIds, (id) => id)}::text[]) and charged is not null and cost > 0
    group by charged`.execute(tx);
  const back = new Map<string, number>();
  for (const { charged, cost } of rows)
    for (const purse of charged.split(' ')) back.set(purse, (back.get(purse) ?? 0) + cost);
  const held = await holdPurses(tx, workspace, [...back.keys()].map(purseOf));
  await savePurses(
    tx,
    workspace,
    held.map((row) => ({ ...row, spent: Math.max(0, row.spent - (back.get(nameOf(row)) ?? 0)) })),
  );
}

/** As it stands in `charged`. */
export const nameOf = ({ budget, period }: Purse): string => `${budget}@${period}`;

function purseOf(name: string): Purse {
  const at = name.lastIndexOf('@');
  return { budget: name.slice(0, at), period: name.slice(at + 1) };
}
