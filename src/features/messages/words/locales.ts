/** In which language a customer is told something: hers where it is known, else that of the workspace. Read for a batch at once. */
import type { Locale } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { findLanguages } from '../../customers/index.ts';

export async function localesOf(
  tx: Tx,
  ctx: Context,
  customerIds: readonly (string | null)[],
): Promise<(customerId: string | null) => Locale> {
  const ids = [...new Set(customerIds.flatMap((id) => id ?? []))];
  const known = await findLanguages(tx, ctx.workspace.id, ids);
  return (id) => known.get(id ?? '') ?? ctx.workspace.locale;
}
