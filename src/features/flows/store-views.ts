/** Runs as people look at them. */
import { sql } from 'kysely';
import type { Run } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';

export interface RunView {
  readonly run_id: string;
  readonly flow: string;
  readonly version: number;
  readonly digest: string;
  readonly epoch: number | null;
  readonly state: Run | null;
  readonly stuck: boolean;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly result: string | null;
}

/** Newest first; the caller has made sure that the customer may be seen. */
export async function runsOf(tx: Tx, workspace: string, customer: string, run: string | null): Promise<RunView[]> {
  const one = run === null ? sql`` : sql`and r.run_id = ${run}`;
  const found = await sql<RunView>`
    select r.run_id, r.flow, r.version, v.digest, r.epoch, r.state, r.stuck, r.started_at, r.ended_at, r.result
    from flow_run r join flow_version v on v.workspace_id = r.workspace_id and v.flow = r.flow and v.version = r.version
    where r.workspace_id = ${workspace} and r.customer_id = ${customer} ${one}
    order by r.started_at desc, r.run_id desc limit 200`.execute(tx);
  return found.rows;
}

export async function timersOf(
  tx: Tx,
  workspace: string,
  runs: readonly string[],
): Promise<{ run_id: string; token: number; due_at: Date }[]> {
  const found = await sql<{ run_id: string; token: number; due_at: Date }>`
    select t.run_id, t.token, t.due_at from flow_timer t
    where t.workspace_id = ${workspace} and t.run_id = any(${[...runs]}::text[])`.execute(tx);
  return found.rows;
}

export interface StuckView {
  readonly run_id: string;
  readonly token: number;
  readonly flow: string;
  readonly version: number;
  readonly digest: string;
  readonly node: string;
  readonly error: string;
  readonly since: Date;
  readonly tries: number;
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
}

const STUCK = (ctx: Context) => sql`
  from flow_stuck s
  join flow_run r on r.workspace_id = s.workspace_id and r.run_id = s.run_id
  join customer c on c.workspace_id = r.workspace_id and c.customer_id = r.customer_id ${inScope(ctx, 'c')}
  where s.workspace_id = ${ctx.workspace.id} and r.workspace_id = ${ctx.workspace.id} and c.workspace_id = ${ctx.workspace.id}`;

/** Those stuck longest first; only customers the caller may see. */
export async function listStuck(
  tx: Tx,
  ctx: Context,
  filter: { readonly flow: string | null; readonly after: StuckPlace | null; readonly limit: number },
): Promise<StuckView[]> {
  const { after } = filter;
  const flow = filter.flow === null ? sql`` : sql`and r.flow = ${filter.flow}`;
  const further =
    after === null
      ? sql``
      : sql`and (s.since, s.run_id, s.token) > (${after.since}::timestamptz, ${after.runId}, ${after.token}::int)`;
  const found = await sql<StuckView>`
    select s.run_id, s.token, r.flow, r.version,
      (select v.digest from flow_version v where v.workspace_id = ${ctx.workspace.id} and v.flow = r.flow and v.version = r.version) as digest,
      s.node, s.error, s.since, s.tries, c.customer_id, c.external_id, c.name
    ${STUCK(ctx)} ${flow} ${further} order by s.since, s.run_id, s.token limit ${filter.limit}`.execute(tx);
  return found.rows;
}

export interface StuckPlace {
  readonly since: string;
  readonly runId: string;
  readonly token: number;
}

export async function countStuck(tx: Tx, ctx: Context): Promise<{ flow: string; n: number }[]> {
  const found = await sql<{ flow: string; n: number }>`
    select r.flow, count(*) as n ${STUCK(ctx)} group by r.flow order by r.flow`.execute(tx);
  return found.rows;
}

/** Of these tokens, those that are stuck and whose customers the caller may see. */
export async function findStuck(
  tx: Tx,
  ctx: Context,
  items: readonly { readonly runId: string; readonly token: number }[],
): Promise<{ run_id: string; token: number }[]> {
  const found = await sql<{ run_id: string; token: number }>`
    select s.run_id, s.token ${STUCK(ctx)} and (s.run_id, s.token) in (
      select u.run_id, u.token from unnest(${items.map((each) => each.runId)}::text[], ${items.map((each) => each.token)}::int[]) as u (run_id, token))`.execute(
    tx,
  );
  return found.rows;
}
