import { z } from 'zod';
import { listEpochs } from '../../experiments/index.ts';
import { defineAction, firedCustomers } from '../../rules/index.ts';
import { draw } from '../draw.ts';

/** Draws the customers of a run into the arms of the playbook's epoch. */
export const enrolAction = defineAction({
  name: 'enrol',
  words: { zh: '进入方案（随机分组）', en: 'Enrol into a playbook (random arms)' },
  params: z.object({ playbook: z.string(), epoch: z.number().int() }),
  async run(tx, ctx, { playbook, epoch: number }, run) {
    const epoch = (await listEpochs(tx, ctx.workspace.id, playbook)).find((each) => each.epoch === number);
    if (!epoch) throw new Error(`playbook ${playbook} has no epoch ${number}`);
    const fired = firedCustomers(ctx.workspace.id, run.runId);
    const drawn = await draw(tx, ctx, { epoch, by: { id: run.ruleId, version: run.version }, fired });
    return { playbook, epoch: number, ...drawn };
  },
});
