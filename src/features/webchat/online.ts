/** Whether somebody is there to answer: it is working time. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { workingTimeBetween } from '../calendar/index.ts';

const MINUTE_MS = 60_000;

export async function isWorkingNow(tx: Tx, ctx: Context): Promise<boolean> {
  return (await workingTimeBetween(tx, ctx, ctx.now, new Date(ctx.now.getTime() + MINUTE_MS))) > 0;
}
