/** Corrections that agree become proposals; a person takes or leaves them. */
import { normalise } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import type { Proposal as ProposalAnswer, TaxonomyAnswer } from './contract.ts';
import { AGREEING, type Proposal, proposalsOf, take } from './decide-proposals.ts';
import * as corrections from './store-corrections.ts';
import * as store from './store-proposals.ts';
import { keepVersion, labelOf, loadReasons, loadRules, present } from './taxonomy.ts';

const keyOf = ({ kind, code, list, phrase }: Pick<Proposal, 'kind' | 'code' | 'list' | 'phrase'>): string =>
  JSON.stringify([kind, code, list, phrase]);

async function open(tx: Tx, ctx: Context): Promise<Proposal[]> {
  const left = new Set((await store.listLeft(tx, ctx.workspace.id)).map(keyOf));
  const said = await corrections.listCorrections(tx, ctx.workspace.id);
  const reasons = await loadReasons(tx, ctx);
  return proposalsOf(
    said.map(({ clause_key: clause, code, polarity, quote }) => ({ clause, code, polarity, quote })),
    reasons,
  ).filter((proposal) => !left.has(keyOf(proposal)));
}

export function listProposals(ctx: Context): Promise<{ items: ProposalAnswer[]; agreeing: number }> {
  return ctx.tx(async (tx) => {
    const { taxonomy } = await loadRules(tx, ctx);
    const items: ProposalAnswer[] = [];
    for (const proposal of await open(tx, ctx)) {
      const side = proposal.list === 'bad' ? 'positive' : 'negative';
      const contrary = await store.countQuotes(tx, ctx.workspace.id, {
        code: proposal.code,
        phrase: normalise(proposal.phrase),
        polarity: proposal.kind === 'add' ? side : null,
      });
      items.push({ ...proposal, quotes: [...proposal.quotes], label: labelOf(taxonomy, proposal.code), contrary });
    }
    return { items, agreeing: AGREEING };
  });
}

export function decideProposal(
  ctx: Context,
  { accept, ...change }: Pick<Proposal, 'kind' | 'code' | 'list' | 'phrase'> & { accept: boolean },
): Promise<TaxonomyAnswer> {
  return ctx.tx(async (tx) => {
    const found = (await open(tx, ctx)).find((proposal) => keyOf(proposal) === keyOf(change));
    if (!found) throw new Problem('proposal_gone');
    if (accept) await keepVersion(tx, ctx, take(await loadReasons(tx, ctx), change));
    else await store.leave(tx, ctx.workspace.id, { ...change, left_by: ctx.actor.name, left_at: ctx.now });
    await audit(tx, ctx, {
      action: accept ? 'feedback.proposal_taken' : 'feedback.proposal_left',
      entity: 'taxonomy',
      entityId: change.code,
      detail: { ...change, support: found.support },
    });
    return present(tx, ctx);
  });
}
