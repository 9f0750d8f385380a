/** What a scorecard is asked about: the epoch, its registration, and over whom sums run. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { type Epoch, listEpochs } from '../experiments/index.ts';
import { Registered, requirePlaybook, type StoredPlaybook } from '../playbooks/index.ts';
import type * as store from './store.ts';

export interface ScorecardInput {
  readonly playbook: string;
  /** The latest when left out. */
  readonly epoch?: number | undefined;
  /** A date (its end in the workspace's zone) or an instant; now when left out, and never later than now. */
  readonly asOf?: string | undefined;
}

export interface Framed {
  readonly playbook: StoredPlaybook;
  readonly epoch: Epoch;
  readonly registered: Registered;
  readonly frame: store.Frame;
}

/** What is asked about: the epoch, its registration, and over whom sums run. */
export async function frameOf(tx: Tx, ctx: Context, input: ScorecardInput): Promise<Framed> {
  const playbook = await requirePlaybook(tx, ctx, input.playbook);
  const epochs = await listEpochs(tx, ctx.workspace.id, playbook.key);
  const epoch = input.epoch === undefined ? epochs[0] : epochs.find((each) => each.epoch === input.epoch);
  if (!epoch) throw new Problem('scorecard_no_epoch', { playbook: playbook.key });
  const registered = Registered.parse(epoch.registered);
  const frame: store.Frame = {
    workspace: ctx.workspace.id,
    subject: playbook.key,
    epoch: epoch.epoch,
    asOf: asOfInstant(ctx, input.asOf),
    goal: registered.goal.event,
    windowDays: registered.windowDays,
    refundDays: registered.refundDays,
  };
  return { playbook, epoch, registered, frame };
}

export function asOfInstant(ctx: Context, asked: string | undefined): Date {
  if (asked === undefined) return ctx.now;
  const days = zoneCalendar(ctx.workspace.zone);
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? days.startOfDay(days.startOfDate(asked), 1) : Date.parse(asked);
  return new Date(Math.min(instant, ctx.now.getTime()));
}
