/** Preparing: who it is for and who of them may be told, written in sets. A process that dies in it is gone on for where it was. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { job } from '../../kit/jobs/job.ts';
import { currentEpoch } from '../experiments/index.ts';
import { type ChannelKind, verdictsSql } from '../messages/index.ts';
import { compileAudience } from '../segments/index.ts';
import { LIMITS } from './decide.ts';
import * as store from './store.ts';
import { insertBatch, saveProgress, type Whom } from './store-recipients.ts';
import { tellSome } from './tell.ts';

export const PREPARE = 'broadcasts.prepare';

/** Customers looked at in one transaction: long enough for the statement to be worth it, short enough for a pause to be heard. */
const BATCH = 10_000;

/** Also of one that goes on after a pause: whatever it is at. The first are told at once; the sweep goes on from there. */
export const prepareJob = job<{ readonly broadcastId: string }>(PREPARE, async (ctx, { broadcastId }, { signal }) => {
  while (!signal.aborted && (await prepareSome(ctx, broadcastId)));
  while (!signal.aborted && (await tellSome(ctx, broadcastId)));
});

/** Whom it is for and what the policy says of them, as SQL; on the channels of its plan, or on these. */
export async function whomOf(
  tx: Tx,
  ctx: Context,
  row: Pick<store.BroadcastRow, 'condition' | 'purpose' | 'plan'>,
  channels: readonly ChannelKind[] = row.plan.map((step) => step.channel),
): Promise<Whom> {
  const { where } = await compileAudience(tx, ctx, { condition: row.condition, consent: null });
  return {
    where,
    verdicts: await verdictsSql(tx, ctx, { channels, purpose: row.purpose }),
    holdout: row.purpose === 'marketing' ? await globalHoldout(tx, ctx) : 0,
  };
}

/** Who is held out of everything is not courted by a broadcast either. What the service owes her she is told. */
async function globalHoldout(tx: Tx, ctx: Context): Promise<number> {
  return (await currentEpoch(tx, ctx, 'global'))?.holdout ?? 0;
}

/** True while there is more to do. The broadcast is held, so any number of processes may try: each goes on where the last one was. */
export function prepareSome(ctx: Context, id: string, batch: number = BATCH): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const workspace = ctx.workspace.id;
    const row = await store.hold(tx, workspace, id);
    if (row?.state !== 'preparing') return false;
    const left = LIMITS.recipients - row.recipients;
    const done = await insertBatch(tx, workspace, row, await whomOf(tx, ctx, row), Math.min(batch, left));
    const refused = { ...row.refused };
    const byChannel = { ...row.by_channel };
    let fresh = 0;
    for (const { channel, refused: reason, n } of done.counts) {
      fresh += n;
      if (reason !== null) refused[reason] = (refused[reason] ?? 0) + n;
      else if (channel !== null) byChannel[channel] = (byChannel[channel] ?? 0) + n;
    }
    const recipients = row.recipients + fresh;
    await saveProgress(tx, workspace, row, {
      reachedTo: done.last ?? row.reached_to,
      recipients,
      spared: row.spared + done.spared,
      refused,
      byChannel,
      workedAt: ctx.now,
    });
    if (done.looked === Math.min(batch, left) && recipients < LIMITS.recipients) return true;
    await store.move(tx, workspace, id, { state: 'running', preparedAt: ctx.now, pacedUntil: ctx.now }, ctx.now);
    return false;
  });
}
