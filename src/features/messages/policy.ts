/** The contact policy of a workspace: the default until somebody sets another. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type ContactPolicy, DEFAULT_POLICY } from './contract-policy.ts';
import { findPolicy } from './store-accounts.ts';

export async function policyOf(tx: Tx, ctx: Context): Promise<ContactPolicy> {
  return (await findPolicy(tx, ctx.workspace.id))?.policy ?? DEFAULT_POLICY;
}
