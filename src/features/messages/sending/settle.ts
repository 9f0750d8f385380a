/** The third beat of sending: the ends written down, then what a fast provider had told of them already. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { takeEarly } from '../receipts/early.ts';
import { type Ended, settleOutcomes } from './outcomes.ts';
import { takeRefusals } from '../receipts/refusals.ts';

export async function settle(tx: Tx, ctx: Context, claim: string, ended: readonly Ended[]): Promise<void> {
  await takeEarly(tx, ctx, await settleOutcomes(tx, ctx, claim, ended));
  await takeRefusals(tx, ctx, ended);
}
