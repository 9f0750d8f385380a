import { z } from 'zod';
import { enrol, listEpochs } from '../../experiments/index.ts';
import { defineAction, firedCustomers } from '../../rules/index.ts';
import { compileAudience } from '../../segments/index.ts';
import { Registered } from '../contract-definition.ts';
import { withStratum } from '../store.ts';

/** Draws the customers of a run into the arms of the playbook's epoch, both arms at once. */
export const enrolAction = defineAction({
  name: 'enrol',
  words: { zh: '进入方案（随机分组）', en: 'Enrol into a playbook (random arms)' },
  params: z.object({ playbook: z.string(), epoch: z.number().int() }),
  async run(tx, ctx, { playbook, epoch: number }, run) {
    const epoch = (await listEpochs(tx, ctx.workspace.id, playbook)).find((each) => each.epoch === number);
    if (!epoch) throw new Error(`playbook ${playbook} has no epoch ${number}`);
    const { strata } = Registered.parse(epoch.registered);
    const compiled = await Promise.all(
      strata.map(async ({ key, when }) => ({
        key,
        where: (await compileAudience(tx, ctx, { condition: when, consent: null })).where,
      })),
    );
    const arms = await enrol(tx, ctx, {
      epoch,
      ruleId: run.ruleId,
      ruleVersion: run.version,
      candidates: withStratum(ctx.workspace.id, firedCustomers(ctx.workspace.id, run.runId), compiled),
    });
    return { playbook, epoch: number, ...arms };
  },
});
