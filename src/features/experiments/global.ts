import { GLOBAL_SALT } from '../../engine/assignment/index.ts';
import type { Context } from '../../kit/context.ts';
import { audit } from '../access/index.ts';
import type { GlobalHoldout } from './contract-global.ts';
import * as store from './store.ts';

export function globalHoldout(ctx: Context): Promise<GlobalHoldout> {
  return ctx.tx(async (tx) => {
    const epochs = await store.listEpochs(tx, ctx.workspace.id, GLOBAL_SALT);
    return {
      holdout: epochs[0]?.holdout ?? 0,
      epochs: epochs.map(({ epoch, holdout, startsAt, endsAt }) => ({ epoch, holdout, startsAt, endsAt })),
    };
  });
}

/** The salt stays: whoever was held out at a smaller share still is at a larger one. */
export function setGlobalHoldout(ctx: Context, holdout: number): Promise<GlobalHoldout> {
  return ctx
    .tx(async (tx) => {
      const workspace = ctx.workspace.id;
      const [current] = await store.listEpochs(tx, workspace, GLOBAL_SALT);
      if ((current?.holdout ?? 0) === holdout) return;
      if (current) await store.endEpoch(tx, workspace, GLOBAL_SALT, current.epoch, ctx.now);
      const epoch = (current?.epoch ?? 0) + 1;
      await store.insertEpoch(tx, workspace, {
        subject: GLOBAL_SALT,
        epoch,
        salt: GLOBAL_SALT,
        holdout,
        registered: {},
        startsAt: ctx.now.toISOString(),
        endsAt: null,
      });
      const detail = { epoch, holdout, before: current?.holdout ?? 0 };
      await audit(tx, ctx, {
        action: 'experiments.global_changed',
        entity: 'global_holdout',
        entityId: 'global',
        detail,
      });
    })
    .then(() => globalHoldout(ctx));
}
