/** The contact policy of a workspace: the default until somebody sets another. What was saved before a channel came takes that channel's default. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type ContactPolicy, DEFAULT_POLICY } from './contract-policy.ts';
import { findPolicy } from './store-accounts.ts';

export async function policyOf(tx: Tx, ctx: Context): Promise<ContactPolicy> {
  return completed((await findPolicy(tx, ctx.workspace.id))?.policy);
}

export function completed(saved: Partial<ContactPolicy> | undefined): ContactPolicy {
  return { ...DEFAULT_POLICY, ...saved, hours: { ...DEFAULT_POLICY.hours, ...saved?.hours } };
}
