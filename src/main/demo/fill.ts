/** Puts a made company into its workspace: the house, then who is known and what lies before the first lived day, by COPY. */
import { ensureMonths } from '../../features/events/index.ts';
import { COMMAND, type Workspace } from '../../kit/context.ts';
import { fillWorkspace } from '../../kit/db/copy-in.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { settleHouse } from './house.ts';
import { tablesOf } from './rows.ts';
import type { Story } from './types.ts';

export interface Filled {
  /** Each customer's id by her external id. */
  readonly ids: ReadonlyMap<string, string>;
  readonly rows: number;
  readonly tables: readonly string[];
}

/** What was in the workspace before is emptied, its people and teams apart. `from` is the instant at which the lived part begins. */
export async function fillCompany(
  runtime: Runtime,
  workspace: Workspace,
  { stories, from }: { readonly stories: readonly Story[]; readonly from: number },
): Promise<Filled> {
  const house = await settleHouse(contextIn(runtime, workspace, COMMAND));
  const { tables, ids } = tablesOf(stories, house, from);
  await ensureMonths(
    runtime.db.owner,
    stories.flatMap((story) => [...story.orders, ...story.events].map(({ at }) => new Date(at))),
  );
  const emptied = runtime.features
    .filter((feature) => feature.name !== 'access')
    .flatMap((feature) => (feature.tables ?? []).map((table) => table.name));
  const rows = await fillWorkspace(runtime.db.owner, workspace.id, tables, emptied);
  const filled = tables.map(({ table }) => table);
  await analyzeTables(runtime.db.owner, filled);
  return { ids, rows, tables: filled };
}
