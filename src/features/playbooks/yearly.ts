/** How many customers a playbook may reach within a year: what its default hold-out and the smallest provable difference go by. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { compileAudience } from '../segments/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import { countCustomers } from './store.ts';

type Of = Pick<PlaybookDefinition, 'trigger' | 'audience'>;

/**
 * Customers the audience holds for who had the triggering event in the last 365 days. Where time or a hand triggers, or the event was never
 * seen, the audience of this moment is all there is to go by. `consent`: only those who gave it.
 */
export async function eligibleAYear(
  tx: Tx,
  ctx: Context,
  { trigger, audience }: Of,
  consent: PlaybookDefinition['consent'] = null,
): Promise<number> {
  const count = async (condition: PlaybookDefinition['audience']): Promise<number> =>
    countCustomers(tx, ctx.workspace.id, (await compileAudience(tx, ctx, { condition, consent })).where);
  if (trigger.kind === 'event' || trigger.kind === 'eventWithout') {
    const value = { event: trigger.event, n: 1, window: { n: 365, unit: 'day' } };
    const rules = [audience, { field: 'event_count', operator: '>=', value }];
    const met = await count({ combinator: 'and', rules });
    if (met > 0) return met;
  }
  return count(audience);
}
