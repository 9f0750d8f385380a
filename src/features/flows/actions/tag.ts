import { z } from 'zod';
import { insertTags } from '../../customers/index.ts';
import { defineFlowAction } from '../action.ts';

/** Puts a label on the customer, with a reason people read beside it. */
export const tagAction = defineFlowAction({
  name: 'tag',
  words: { zh: '打标签', en: 'Tag' },
  params: z.strictObject({ tag: z.string().min(1).max(60), reason: z.string().min(1).max(500).optional() }),
  ends: 'now',
  describe: ({ tag }) => ({ zh: `打上标签「${tag}」`, en: `Tag as “${tag}”` }),
  async run(tx, ctx, entries) {
    const rows = entries.map(({ customerId, flow, params }) => ({
      customer_id: customerId,
      tag: params.tag,
      reason: params.reason ?? REASON[ctx.workspace.locale](flow),
      tagged_by: `flow:${flow}`,
      tagged_at: ctx.now,
    }));
    await insertTags(tx, ctx.workspace.id, rows);
  },
});

const REASON = { zh: (flow: string) => `流程 ${flow}`, en: (flow: string) => `flow ${flow}` };
