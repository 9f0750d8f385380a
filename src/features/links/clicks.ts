import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { requireCustomer } from '../customers/index.ts';
import { requirePlaybook } from '../playbooks/index.ts';
import type { MessageClick, PlaybookClicks } from './contract-clicks.ts';
import { placeOf } from './decide.ts';
import * as store from './store-clicks.ts';

export async function clicksOfMessage(tx: Tx, ctx: Context, message: string): Promise<{ items: MessageClick[] }> {
  const rows = await store.findOfMessage(tx, ctx.workspace.id, message);
  // Whose message it is decides who may see it; without links there is nothing to see.
  const [first] = rows;
  if (first) await requireCustomer(tx, ctx, first.customer_id);
  else if (!(await store.hasMessage(tx, ctx.workspace.id, message)))
    throw new Problem('not_found', { what: 'message' });
  return {
    items: rows.map((row) => ({
      linkId: row.link_id,
      kind: row.kind,
      channel: row.channel,
      to: row.kind === 'open' ? '' : placeOf(row.target),
      visits: row.clicks,
      bots: row.bots,
      firstAt: row.first_clicked_at?.toISOString() ?? null,
      lastAt: row.last_clicked_at?.toISOString() ?? null,
    })),
  };
}

export async function clicksOfPlaybook(
  tx: Tx,
  ctx: Context,
  playbook: string,
  epoch: number | undefined,
): Promise<{ items: PlaybookClicks[] }> {
  await requirePlaybook(tx, ctx, playbook);
  return { items: await store.countOfPlaybook(tx, ctx.workspace.id, playbook, epoch ?? null) };
}
