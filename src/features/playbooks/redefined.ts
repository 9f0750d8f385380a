/** Today's definition beside the registered one. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { PlaybookChange, Registered } from './contract-definition.ts';
import { asOfToday, changesOf } from './decide-redefined.ts';
import { listMeasured } from './store.ts';

export interface Redefinition {
  readonly changes: readonly PlaybookChange[];
  /** To compute by: what can still be changed of customers who have entered. */
  readonly today: Registered;
}

export async function redefinitionOf(
  tx: Tx,
  ctx: Context,
  playbook: string,
  registered: Registered,
  holdout: number,
): Promise<Redefinition> {
  const versions = await listMeasured(tx, ctx.workspace.id, playbook, registered.definitionVersion);
  const newest = versions.at(-1);
  const changes = changesOf(registered, holdout, versions);
  return { changes, today: newest ? asOfToday(registered, newest) : registered };
}
