import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { publish } from '../../kit/bus.ts';
import type { Arm, Epoch } from './contract.ts';
import { enrolled } from './events.ts';
import * as store from './store.ts';

export interface Registration {
  readonly subject: string;
  readonly holdout: number;
  /** Target, window, mode and definitions, fixed for the epoch. */
  readonly registered: Record<string, unknown>;
}

/**
 * The epoch to enrol into from now on. Arms and definitions are fixed within an epoch: when they change after somebody was enrolled, the
 * old epoch ends and a new one, with a new salt, begins.
 */
export async function registerEpoch(tx: Tx, ctx: Context, registration: Registration): Promise<Epoch> {
  const { subject, holdout, registered } = registration;
  const [current] = await store.listEpochs(tx, ctx.workspace.id, subject);
  const fresh: Epoch = {
    subject,
    epoch: (current?.epoch ?? 0) + 1,
    salt: `${subject}:${(current?.epoch ?? 0) + 1}`,
    holdout,
    registered,
    startsAt: ctx.now.toISOString(),
    endsAt: null,
  };
  if (!current) {
    await store.insertEpoch(tx, ctx.workspace.id, fresh);
    return fresh;
  }
  if (current.holdout === holdout && canonicalJson(current.registered) === canonicalJson(registered)) return current;
  if (!(await store.hasEnrolments(tx, ctx.workspace.id, subject, current.epoch))) {
    const changed = { ...current, holdout, registered, startsAt: fresh.startsAt };
    await store.updateEpoch(tx, ctx.workspace.id, changed);
    return changed;
  }
  await store.endEpoch(tx, ctx.workspace.id, subject, current.epoch, ctx.now);
  await store.insertEpoch(tx, ctx.workspace.id, fresh);
  return fresh;
}

export async function currentEpoch(tx: Tx, ctx: Context, subject: string): Promise<Epoch | null> {
  const [current] = await store.listEpochs(tx, ctx.workspace.id, subject);
  return current ?? null;
}

export type Enrol = Omit<store.EnrolRows, 'workspace' | 'globalHoldout' | 'enteredAt'>;

/** Enrols candidates into both arms at this moment, set-based; whoever is already enrolled in the epoch stays as she is. */
export async function enrol(tx: Tx, ctx: Context, rows: Enrol): Promise<Record<Arm, number>> {
  const global = await currentEpoch(tx, ctx, 'global');
  const arms = await store.insertEnrolments(tx, {
    ...rows,
    workspace: ctx.workspace.id,
    enteredAt: ctx.now,
    globalHoldout: global?.holdout ?? 0,
  });
  if (arms.treatment + arms.control > 0) {
    const { subject, epoch } = rows.epoch;
    await publish(tx, ctx, enrolled, { subject, epoch, enteredAt: ctx.now.toISOString(), ...arms });
  }
  return arms;
}
