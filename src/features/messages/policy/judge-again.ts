/** An attempt that was allowed and has waited since: is it still? Asked without holding or keeping anything. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { carriersOf } from '../accounts/carriers.ts';
import type { Rule } from '../contract-policy.ts';
import { openGate } from './gate.ts';
import { personsOf } from './persons.ts';
import { findAttempt } from '../sandbox/store-arrivals.ts';

/** Caps count this attempt already: they were looked at when it was allowed. */
const COUNTED: ReadonlySet<Rule> = new Set(['frequency', 'gap', 'budget']);

/** The rule that holds it back by now; null: none does. */
export async function judgeAgain(tx: Tx, ctx: Context, deliveryId: string): Promise<Rule | null> {
  const row = await findAttempt(tx, ctx.workspace.id, deliveryId);
  if (!row) return null;
  const candidate = {
    messageId: row.message_id,
    customerId: row.customer_id,
    to: null,
    answers: null,
    channel: row.channel,
    purpose: row.purpose,
    survey: row.form !== null,
    createdAt: row.created_at.getTime(),
  };
  const persons = await personsOf(tx, ctx, [row.customer_id]);
  const gate = await openGate(tx, ctx, persons, [candidate], await carriersOf(tx, ctx));
  const { checks } = gate.judge(candidate).decision;
  return checks.find(({ ok, rule }) => !ok && !COUNTED.has(rule))?.rule ?? null;
}
