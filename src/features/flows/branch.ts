/** Decides branches for a whole batch: results in memory, conditions over customers as one query per case. */
import type { BranchCase } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { compileAudience, eventPredicate } from '../segments/index.ts';
import { guarded } from '../../kit/db/guarded.ts';
import { saidOf } from './act.ts';
import type { Batch, LiveRun, Place } from './batch.ts';
import { customersOf } from './store-branches.ts';

/** The first case that holds, and the values its condition had; both empty for none. */
interface Choice {
  readonly choice: number;
  readonly values?: unknown;
}

export async function decideAll(tx: Tx, ctx: Context, batch: Batch): Promise<void> {
  const places = batch.decides.filter(({ live, token }) => live.isLive(token));
  batch.decides = [];
  for (const group of groupByNode(places)) {
    const choices = new Map<Place, Choice>();
    const error = await (group.needsSql
      ? guarded(tx, ctx, () => decide(tx, ctx, group, choices))
      : decide(tx, ctx, group, choices).then(
          () => null,
          (fault: unknown) => fault,
        ));
    for (const place of group.places) {
      const { live, token, node } = place;
      if (error !== null) {
        live.fail(token, node, 'decide', saidOf(ctx, error));
        continue;
      }
      const { choice, values } = choices.get(place) ?? { choice: -1 };
      live.take({ kind: 'decided', token, choice }, values === undefined ? undefined : { values });
    }
  }
}

interface Group {
  readonly cases: readonly BranchCase[];
  readonly needsSql: boolean;
  readonly places: Place[];
}

function groupByNode(places: readonly Place[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const place of places) {
    const { row, ready } = place.live;
    const key = `${row.flow}/${row.version}/${place.node}`;
    const group = groups.get(key);
    if (group) {
      group.places.push(place);
      continue;
    }
    const node = ready.flow.sites.get(place.node)?.node;
    const cases = node?.kind === 'branch' ? node.cases : [];
    groups.set(key, { cases, needsSql: cases.some((each) => each.when), places: [place] });
  }
  return groups.values();
}

async function decide(tx: Tx, ctx: Context, group: Group, choices: Map<Place, Choice>): Promise<void> {
  let open: readonly Place[] = group.places;
  for (const [choice, each] of group.cases.entries()) {
    const holds = resultPredicate(ctx, each);
    const held = open.filter(({ live }) => holds(live));
    if (held.length === 0) continue;
    if (each.when) {
      const audience = await compileAudience(tx, ctx, { condition: each.when, consent: null });
      const customers = held.map(({ live }) => live.row.customer_id);
      const found = await customersOf(tx, ctx.workspace.id, customers, audience);
      for (const place of held) {
        const values = found.get(place.live.row.customer_id);
        if (values !== undefined) choices.set(place, { choice, values });
      }
    } else for (const place of held) choices.set(place, { choice });
    open = open.filter((place) => !choices.has(place));
  }
}

/** Whether the result of the node a case speaks about holds its conditions. A node that was not passed has none, and its conditions are judged on nothing. */
function resultPredicate(ctx: Context, { of, where }: BranchCase): (live: LiveRun) => boolean {
  if (of === undefined) return () => true;
  if (!where?.length) return ({ run }) => run.r?.[of] !== undefined;
  const holds = eventPredicate(ctx, '', where);
  return ({ run }) => {
    const result = run.r?.[of] ?? {};
    const { amount } = result;
    return holds({
      type: '',
      occurred_at: ctx.now,
      amount: typeof amount === 'number' ? amount : null,
      properties: result,
    });
  };
}
