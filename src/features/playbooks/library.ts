/** The playbooks that ship with the product; each new workspace starts with them as drafts. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import afterSales from './library/after-sales-satisfaction.json' with { type: 'json' };
import intentInvitation from './library/intent-invitation.json' with { type: 'json' };
import lowIntent from './library/low-intent-research.json' with { type: 'json' };
import lowScore from './library/low-score-recovery.json' with { type: 'json' };
import referral from './library/referral-invitation.json' with { type: 'json' };
import silentWakeup from './library/silent-wakeup.json' with { type: 'json' };
import { importPlaybook } from './service.ts';
import * as store from './store.ts';

export const shippedPlaybooks: readonly unknown[] = [
  afterSales,
  lowScore,
  silentWakeup,
  intentInvitation,
  referral,
  lowIntent,
];

/** Adds the shipped playbooks a workspace does not have yet; what it has changed stays as it is. */
export async function ensureShippedPlaybooks(tx: Tx, ctx: Context): Promise<void> {
  const there = new Set((await store.listPlaybooks(tx, ctx.workspace.id)).map((playbook) => playbook.key));
  for (const document of shippedPlaybooks) {
    if (!there.has((document as { key: string }).key))
      await importPlaybook(tx, ctx, document, '', { origin: 'shipped' });
  }
}
