/** A person says it better: kept, applied to all texts that say the same, and followed from now on. */
import { clauseKey, type Polarity } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { removeTags } from '../customers/index.ts';
import type { Insight } from './contract.ts';
import { tagOf } from './decide.ts';
import { present, requireInsight } from './lists.ts';
import { insertReasons } from './store.ts';
import * as store from './store-corrections.ts';
import { labelOf, loadRules, type ReadingRules } from './taxonomy.ts';
import { tag, TAGGED_BY } from './understand.ts';

export interface CorrectionInput {
  readonly code: string;
  readonly polarity: Polarity | null;
  readonly start: number;
  readonly end: number;
}

export function correctReason(ctx: Context, insightId: string, input: CorrectionInput): Promise<Insight> {
  return ctx.tx(async (tx) => {
    const row = await requireInsight(tx, ctx, insightId);
    const { code, polarity, start, end } = input;
    const quote = row.text.slice(start, end);
    const rules = await loadRules(tx, ctx);
    const key = clauseKey(quote);
    if (end > row.text.length || key === '')
      throw new Problem('invalid_input', {}, [{ path: 'end', field: 'end', message: 'names no words of the text' }]);
    if (polarity && !rules.taxonomy.reasons.has(code))
      throw new Problem('invalid_input', {}, [{ path: 'code', field: 'code', message: 'not in the taxonomy' }]);
    const correction = { clause_key: key, code, polarity };
    await store.saveCorrection(tx, ctx.workspace.id, {
      ...correction,
      quote,
      insightId,
      by: ctx.actor.name,
      now: ctx.now,
    });
    const gone = await store.deleteOfClause(tx, ctx.workspace.id, correction);
    if (polarity) {
      const { customer_id, playbook, said_at } = row;
      const said = { insight_id: insightId, code, polarity, start_at: start, end_at: end, quote, clause_key: key };
      const score = polarity === 'negative' ? -1 : 1;
      const added = { ...said, score, customer_id, playbook, said_at, corrected_by: ctx.actor.name };
      await insertReasons(tx, ctx.workspace.id, [added]);
      await tag(tx, ctx, [added], rules);
    }
    await untag(tx, ctx, code, gone, rules);
    await audit(tx, ctx, {
      action: 'feedback.reason_corrected',
      entity: 'insight',
      entityId: insightId,
      detail: { code, polarity },
    });
    const [insight] = await present(tx, ctx, [row]);
    return insight!;
  });
}

/** A tag whose last evidence is gone goes too. */
export async function untag(
  tx: Tx,
  ctx: Context,
  code: string,
  gone: readonly { customer_id: string; polarity: Polarity }[],
  { taxonomy }: ReadingRules,
): Promise<void> {
  for (const polarity of ['negative', 'positive'] as const) {
    const customers = [...new Set(gone.filter((one) => one.polarity === polarity).map((one) => one.customer_id))];
    if (customers.length === 0) continue;
    const still = await store.stillSaid(tx, ctx.workspace.id, customers, code, polarity);
    const name = tagOf(labelOf(taxonomy, code), polarity, ctx.workspace.locale);
    const rows = customers.filter((id) => !still.has(id)).map((customer_id) => ({ customer_id, tag: name }));
    await removeTags(tx, ctx.workspace.id, rows, TAGGED_BY);
  }
}
