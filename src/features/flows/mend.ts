/** What a person does about runs that cannot go on. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import type { TokenRef } from './action.ts';
import { advance, type Happening } from './advance.ts';
import { lockRuns } from './store-runs.ts';
import { findStuck } from './store-views.ts';

export type How = 'retry' | 'skip' | 'stop';

export async function mend(
  tx: Tx,
  ctx: Context,
  how: How,
  items: readonly TokenRef[],
): Promise<{ mended: number; still: number; gone: number }> {
  const seen = await findStuck(tx, ctx, items);
  const ids = [...new Set(seen.map((each) => each.run_id))].sort();
  const rows = await lockRuns(tx, ctx.workspace.id, ids);
  // Again behind the lock: somebody else may have been faster.
  const stuck = await findStuck(tx, ctx, items);
  await advance(tx, ctx, rows, ({ run_id }) =>
    stuck.flatMap((each): Happening[] => (each.run_id === run_id ? [happening(how, each.token)] : [])),
  );
  const left = await findStuck(tx, ctx, items);
  await audit(
    tx,
    ctx,
    rows.map(({ run_id, flow, version }) => ({
      action: `flows.${DONE[how]}`,
      entity: 'flow_run',
      entityId: run_id,
      detail: { flow, version },
    })),
  );
  return { mended: stuck.length - left.length, still: left.length, gone: items.length - stuck.length };
}

const DONE = { retry: 'retried', skip: 'skipped', stop: 'stopped' } as const;

function happening(how: How, token: number): Happening {
  return how === 'stop' ? { kind: 'stop', result: 'stopped' } : { kind: how, token };
}
