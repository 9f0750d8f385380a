/** What was understood of words that a person has corrected since: taken back, with the tags that rested on nothing else. */
import { maskPersonal } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import { untag } from './correct.ts';
import * as store from './store-corrections.ts';
import { loadRules } from './taxonomy.ts';
import type { Said } from './understand.ts';

export function takeBack(ctx: Context, responses: readonly string[], said: readonly Said[]): Promise<void> {
  const keyOf = (source: string, question: string) => `${source} ${question}`;
  const now = new Map(said.map((one) => [keyOf(one.sourceId, one.question), maskPersonal(one.text)]));
  return ctx.tx(async (tx) => {
    const there = await store.textsOfSources(tx, ctx.workspace.id, responses);
    const stale = there.filter(({ source_id, question, text }) => now.get(keyOf(source_id, question)) !== text);
    if (stale.length === 0) return;
    const ids = stale.map(({ insight_id }) => insight_id);
    const gone = await store.deleteInsights(tx, ctx.workspace.id, ids);
    const rules = await loadRules(tx, ctx);
    for (const code of new Set(gone.map((reason) => reason.code))) {
      const ofCode = gone.filter((reason) => reason.code === code);
      await untag(tx, ctx, code, ofCode, rules);
    }
  });
}
