/** A worker that takes a few attempts at a time, so that many workers meet at the same persons. */
import type { Context } from '../../../kit/context.ts';
import { newId } from '../../../kit/ids.ts';
import { carriersOf } from '../accounts/carriers.ts';
import { settleOutcomes } from '../sending/outcomes.ts';
import { prepare } from '../sending/prepare.ts';

const AT_ONCE = 2;

export async function workOff(ctx: Context): Promise<void> {
  const carriers = await ctx.tx((tx) => carriersOf(tx, ctx));
  const group = { carriers: [...carriers.values()], limit: AT_ONCE };
  for (;;) {
    const claim = { id: newId('claim'), lease: new Date(Date.now() + 45_000) };
    const { claimed, ready } = await ctx.tx((tx) => prepare(tx, ctx, carriers, { ...group, claim }));
    if (claimed === 0) return;
    // Every fifth surely did not go out: it reached nobody, and leaves room for another.
    const ended = ready.map(({ attempt: { deliveryId } }, n) => ({
      deliveryId,
      outcome:
        (deliveryId.charCodeAt(deliveryId.length - 1) + n) % 5 === 0
          ? ({ kind: 'rejected', scope: 'recipient', code: 'test', note: '' } as const)
          : ({ kind: 'confirmed', providerId: deliveryId } as const),
      receipts: true,
      askable: false,
    }));
    await ctx.tx((tx) => settleOutcomes(tx, ctx, claim.id, ended));
  }
}
