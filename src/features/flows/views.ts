/** What people see of flows: the picture with its counters, a customer's runs, the steps of one, those that are stuck. */
import { EXITS } from '../../engine/flow/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { requireCustomer } from '../customers/index.ts';
import { firingExplainer } from '../segments/index.ts';
import type { FlowPicture, FlowRun, FlowRunDetail, StuckRun } from './contract.ts';
import { describeFlow, eventWords, sayWhere } from './describe.ts';
import { nameOf, reasonsOf, sayEntry, type Told } from './history.ts';
import { namesOf } from './names.ts';
import { readyFor } from './ready.ts';
import { findHistory, sumCounts } from './store-history.ts';
import { stuckDetails } from './store-stuck.ts';
import { findVersion, listVersions } from './store-versions.ts';
import * as store from './store-views.ts';

export async function pictureOf(tx: Tx, ctx: Context, flow: string, asked: number | undefined): Promise<FlowPicture> {
  const workspace = ctx.workspace.id;
  const versions = await listVersions(tx, workspace, flow);
  const number = asked ?? versions[0];
  const version = number === undefined ? null : await findVersion(tx, workspace, flow, number);
  if (!version) throw new Problem('not_found', { what: `flow ${flow}` });
  const counters = await sumCounts(tx, workspace, flow, version.version);
  return {
    flow,
    version: version.version,
    versions,
    nodes: await describeFlow(tx, ctx, version.definition),
    exits: (version.definition.exits ?? []).map(({ event, where }) => {
      const said = eventWords(ctx.runtime, event);
      const rules = where?.length ? ` (${sayWhere(where)})` : '';
      return { zh: `${said.zh}${rules}`, en: `${said.en}${rules}` };
    }),
    counters: counters.map(({ node, entered, done, cancelled }) => ({
      node,
      entered,
      // Ways out of a node are only passed.
      waiting: node.includes('/') ? 0 : entered - done - cancelled,
      done,
      cancelled,
    })),
  };
}

async function toRuns(tx: Tx, ctx: Context, rows: readonly store.RunView[], locale: Locale): Promise<FlowRun[]> {
  const names = await namesOf(
    tx,
    ctx,
    rows.map((row) => row.flow),
  );
  const live = rows.filter((row) => row.ended_at === null).map((row) => row.run_id);
  const due = new Map(
    (live.length > 0 ? await store.timersOf(tx, ctx.workspace.id, live) : []).map((timer) => [
      `${timer.run_id}/${timer.token}`,
      timer.due_at.toISOString(),
    ]),
  );
  const runs: FlowRun[] = [];
  for (const row of rows) {
    const { flow } = await readyFor(tx, ctx, row);
    const at = (row.state?.at ?? []).flatMap(([token, id]) => {
      const node = flow.sites.get(id)?.node;
      if (!node || node.kind === 'parallel') return [];
      return [{ node: id, says: nameOf(node, ctx.runtime, locale), until: due.get(`${row.run_id}/${token}`) ?? null }];
    });
    runs.push({
      runId: row.run_id,
      flow: row.flow,
      name: names.get(row.flow) ?? null,
      version: row.version,
      epoch: row.epoch,
      state: row.ended_at ? 'ended' : row.stuck ? 'stuck' : 'running',
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      result: row.result || null,
      at,
    });
  }
  return runs;
}

export async function runsOfCustomer(tx: Tx, ctx: Context, customer: string, locale: Locale): Promise<FlowRun[]> {
  await requireCustomer(tx, ctx, customer);
  return toRuns(tx, ctx, await store.runsOf(tx, ctx.workspace.id, customer, null), locale);
}

export async function runOfCustomer(
  tx: Tx,
  ctx: Context,
  customer: string,
  runId: string,
  locale: Locale,
): Promise<FlowRunDetail> {
  const record = await requireCustomer(tx, ctx, customer);
  const rows = await store.runsOf(tx, ctx.workspace.id, customer, runId);
  const [row] = rows;
  const [run] = await toRuns(tx, ctx, rows, locale);
  if (!row || !run) throw new Problem('not_found', { what: 'run' });
  const { flow } = await readyFor(tx, ctx, row);
  const told: Told = {
    runtime: ctx.runtime,
    locale,
    run: row.state ?? { n: EXITS, at: [] },
    nodeOf: (id) => flow.sites.get(id)?.node,
    explain: await firingExplainer(tx, ctx, locale),
  };
  const stuck = row.stuck ? await stuckDetails(tx, ctx.workspace.id, runId) : [];
  const history = await findHistory(tx, ctx.workspace.id, runId);
  return {
    ...run,
    customer: { customerId: record.customer_id, externalId: record.external_id, name: record.name },
    stuck: stuck.map(({ since, ...each }) => ({
      ...each,
      says: nameOf(told.nodeOf(each.node), ctx.runtime, locale),
      since: since.toISOString(),
    })),
    steps: history.map(({ at, because }) => ({
      at: at.toISOString(),
      happened: because.map((entry) => ({
        node: entry[1],
        did: entry[2],
        sentence: sayEntry(told, entry),
        because: reasonsOf(told, entry, at),
      })),
    })),
  };
}

export async function stuckRuns(
  tx: Tx,
  ctx: Context,
  query: { readonly flow?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
  locale: Locale,
) {
  const after = query.cursor === undefined ? null : readPlace(query.cursor);
  const rows = await store.listStuck(tx, ctx, { flow: query.flow ?? null, after, limit: query.limit + 1 });
  const counts = await store.countStuck(tx, ctx);
  const names = await namesOf(
    tx,
    ctx,
    counts.map((each) => each.flow),
  );
  const items: StuckRun[] = [];
  for (const row of rows.slice(0, query.limit)) {
    const { flow } = await readyFor(tx, ctx, row);
    items.push({
      runId: row.run_id,
      token: row.token,
      flow: row.flow,
      name: names.get(row.flow) ?? null,
      version: row.version,
      node: row.node,
      says: nameOf(flow.sites.get(row.node)?.node, ctx.runtime, locale),
      error: row.error,
      since: row.since.toISOString(),
      tries: row.tries,
      customer: { customerId: row.customer_id, externalId: row.external_id, name: row.name },
    });
  }
  const last = items.at(-1);
  return {
    items,
    next: rows.length > query.limit && last ? `${last.since}/${last.runId}/${last.token}` : null,
    total: counts
      .filter((each) => query.flow === undefined || each.flow === query.flow)
      .reduce((sum, each) => sum + each.n, 0),
    flows: counts.map(({ flow, n }) => ({ flow, name: names.get(flow) ?? null, stuck: n })),
  };
}

function readPlace(text: string): store.StuckPlace {
  const [since = '', runId = '', token = ''] = text.split('/');
  if (Number.isNaN(Date.parse(since)) || !/^\d+$/.test(token))
    throw new Problem('invalid_input', {}, [{ path: 'cursor', message: text }]);
  return { since, runId, token: Number(token) };
}
