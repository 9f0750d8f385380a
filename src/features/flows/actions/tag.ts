import { z } from 'zod';
import { insertTags } from '../../customers/index.ts';
import { defineFlowAction } from '../action.ts';
import { namesOf } from '../names.ts';

/** Puts a label on the customer, with a reason people read beside it. */
export const tagAction = defineFlowAction({
  name: 'tag',
  words: { zh: '打标签', en: 'Tag' },
  params: z.strictObject({ tag: z.string().min(1).max(60), reason: z.string().min(1).max(500).optional() }),
  ends: 'now',
  describe: ({ tag }) => ({ zh: `打上标签「${tag}」`, en: `Tag as “${tag}”` }),
  async run(tx, ctx, entries) {
    const { locale } = ctx.workspace;
    const unsaid = entries.filter(({ params }) => params.reason === undefined).map(({ flow }) => flow);
    const names = await namesOf(tx, ctx, unsaid);
    const rows = entries.map(({ customerId, flow, params }) => ({
      customer_id: customerId,
      tag: params.tag,
      reason: params.reason ?? REASON[locale](names.get(flow)?.[locale] ?? flow),
      tagged_by: BY[locale],
      tagged_at: ctx.now,
    }));
    await insertTags(tx, ctx.workspace.id, rows);
  },
});

const BY = { zh: '流程', en: 'flow' };
const REASON = { zh: (name: string) => `流程「${name}」`, en: (name: string) => `The flow “${name}”` };
