import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { listEpochs } from '../experiments/index.ts';
import { listPlaybooks, Registered, requirePlaybook } from '../playbooks/index.ts';
import type { Exposure } from './contract-exposure.ts';
import { sumExposure } from './store-exposure.ts';

const WARNING = 0.1;
const DILUTED = 0.3;

export function exposureOf(ctx: Context, input: { playbook: string; epoch?: number | undefined }): Promise<Exposure> {
  return ctx.tx(async (tx) => {
    const workspace = ctx.workspace.id;
    const { key } = await requirePlaybook(tx, ctx, input.playbook);
    const epochs = await listEpochs(tx, workspace, key);
    const epoch = input.epoch === undefined ? epochs[0] : epochs.find((each) => each.epoch === input.epoch);
    if (!epoch) throw new Problem('scorecard_no_epoch', { playbook: key });
    const { goal, windowDays, refundDays } = Registered.parse(epoch.registered);
    const frame = {
      workspace,
      subject: key,
      epoch: epoch.epoch,
      asOf: ctx.now,
      goal: goal.event,
      windowDays,
      refundDays,
    };
    const { control, rows } = await sumExposure(tx, frame);
    const contacted = rows.find((row) => row.everything)?.customers ?? 0;
    const share = control > 0 ? contacted / control : null;
    const names = new Map((await listPlaybooks(tx, workspace)).map((each) => [each.key, each.definition.name]));
    return {
      epoch: epoch.epoch,
      control,
      contacted,
      share,
      level: share === null || share <= WARNING ? 'ok' : share > DILUTED ? 'diluted' : 'warning',
      by: rows.flatMap(({ everything, what, playbook, customers }) =>
        everything || what === null
          ? []
          : [{ what, playbook, playbookName: playbook === null ? null : (names.get(playbook) ?? null), customers }],
      ),
    };
  });
}
