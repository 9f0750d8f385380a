/** Calls and what happened in them. */
import { sql } from 'kysely';
import type { CallFlow, CallRun } from '../../engine/callflow/index.ts';
import type { Locale } from '../../engine/words.ts';
import { arrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { CallCause } from './contract-causes.ts';
import type { CallKind, CallState } from './contract.ts';

export interface CallRow {
  readonly call_id: string;
  readonly kind: CallKind;
  readonly customer_id: string;
  readonly delivery_id: string | null;
  readonly message_id: string | null;
  readonly task_id: string | null;
  readonly link_id: string | null;
  readonly playbook: string | null;
  readonly agent: string | null;
  readonly agent_number: string | null;
  readonly number: string;
  readonly locale: Locale;
  readonly attempt: number;
  /** Rings on the phone of the sandbox and nowhere else. */
  readonly sandbox: boolean;
  readonly flow: CallFlow | null;
  readonly run: CallRun | null;
  readonly state: CallState;
  readonly cause: CallCause | null;
  readonly code: string | null;
  readonly note: string | null;
  readonly result: string | null;
  readonly transferred: boolean;
  readonly due_at: Date;
  readonly holder: string | null;
  readonly hang_up: boolean;
  readonly dialled_at: Date | null;
  readonly rang_at: Date | null;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  readonly created_at: Date;
  readonly created_by: string;
}

export const COLUMNS = sql`c.call_id, c.kind, c.customer_id, c.delivery_id, c.message_id, c.task_id, c.link_id, c.playbook, c.agent, c.agent_number,
  c.number, c.locale, c.attempt, c.sandbox, c.flow, c.run, c.state, c.cause, c.code, c.note, c.result, c.transferred, c.due_at, c.holder, c.hang_up, c.dialled_at,
  c.rang_at, c.answered_at, c.ended_at, c.created_at, c.created_by`;

export type NewCall = Pick<
  CallRow,
  | 'call_id'
  | 'kind'
  | 'customer_id'
  | 'delivery_id'
  | 'message_id'
  | 'task_id'
  | 'link_id'
  | 'playbook'
  | 'agent'
  | 'agent_number'
  | 'number'
  | 'locale'
  | 'attempt'
  | 'flow'
  | 'created_by'
> & {
  /** Rings at once on the phone of the sandbox, so long. */
  readonly sandboxUntil?: Date;
};

/** An attempt that has its call already gets no second one. Returns the id of the one that is there. */
export async function insertCall(tx: Tx, workspace: string, call: NewCall, now: Date): Promise<string> {
  const sandbox = call.sandboxUntil !== undefined;
  const began = sandbox ? now : null;
  const { rows } = await sql<{ call_id: string }>`
    insert into call (workspace_id, call_id, kind, customer_id, delivery_id, message_id, task_id, link_id, playbook, agent, agent_number, number,
      locale, attempt, flow, state, transferred, due_at, hang_up, created_at, created_by, sandbox, dialled_at, rang_at)
    values (${workspace}, ${call.call_id}, ${call.kind}, ${call.customer_id}, ${call.delivery_id}, ${call.message_id}, ${call.task_id},
      ${call.link_id}, ${call.playbook}, ${call.agent}, ${call.agent_number}, ${call.number}, ${call.locale}, ${call.attempt}::smallint,
      ${call.flow === null ? null : JSON.stringify(call.flow)}::jsonb, ${sandbox ? 'ringing' : 'queued'}, false,
      ${call.sandboxUntil ?? now}, false, ${now}, ${call.created_by}, ${sandbox}, ${began}::timestamptz, ${began}::timestamptz)
    on conflict (workspace_id, delivery_id) do nothing returning call_id`.execute(tx);
  if (rows[0]) return rows[0].call_id;
  const there = await findByDelivery(tx, workspace, call.delivery_id ?? '');
  if (!there) throw new Error('a call that is there and is not');
  return there.call_id;
}

export async function findByDelivery(tx: Tx, workspace: string, deliveryId: string): Promise<CallRow | null> {
  const { rows } = await sql<CallRow>`
    select ${COLUMNS} from call c where c.workspace_id = ${workspace} and c.delivery_id = ${deliveryId}`.execute(tx);
  return rows[0] ?? null;
}

export async function findCall(tx: Tx, workspace: string, callId: string): Promise<CallRow | null> {
  const { rows } = await sql<CallRow>`
    select ${COLUMNS} from call c where c.workspace_id = ${workspace} and c.call_id = ${callId}`.execute(tx);
  return rows[0] ?? null;
}

/** Takes what is due, oldest first; now it is this process's to dial. */
export async function claimCalls(
  tx: Tx,
  workspace: string,
  claim: { readonly holder: string; readonly limit: number; readonly now: Date },
): Promise<CallRow[]> {
  const { holder, limit, now } = claim;
  const { rows } = await sql<CallRow>`
    with due as materialized (
      select call_id from call where workspace_id = ${workspace} and state = 'queued' and due_at <= ${now}
      order by due_at, call_id limit ${limit} for update skip locked
    )
    update call c set state = 'dialling', holder = ${holder}, dialled_at = ${now}
    from due d where c.workspace_id = ${workspace} and c.call_id = d.call_id
    returning ${COLUMNS}`.execute(tx);
  return rows;
}

/** Calls that are going on, whoever began them; those of the sandbox are on no line. */
export async function findRunning(tx: Tx, workspace: string): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select ${COLUMNS} from call c
    where c.workspace_id = ${workspace} and c.state <> 'ended' and c.state <> 'queued' and not c.sandbox order by c.call_id`.execute(
    tx,
  );
  return rows;
}

/** Of the calls that go on, those that somebody wants ended. */
export async function findToHangUp(tx: Tx, workspace: string): Promise<string[]> {
  const { rows } = await sql<{ call_id: string }>`
    select call_id from call where workspace_id = ${workspace} and state <> 'ended' and hang_up and not sandbox order by call_id`.execute(
    tx,
  );
  return rows.map((row) => row.call_id);
}

export type CallChange = Partial<
  Pick<
    CallRow,
    | 'run'
    | 'state'
    | 'cause'
    | 'code'
    | 'note'
    | 'result'
    | 'transferred'
    | 'rang_at'
    | 'answered_at'
    | 'ended_at'
    | 'hang_up'
    | 'holder'
  >
>;

export async function changeCall(tx: Tx, workspace: string, callId: string, change: CallChange): Promise<void> {
  const { run, rang_at: rang, answered_at: answered, ended_at: ended } = change;
  await sql`
    update call set run = coalesce(${run ? JSON.stringify(run) : null}::jsonb, run), state = coalesce(${change.state ?? null}, state),
      cause = coalesce(${change.cause ?? null}, cause), code = coalesce(${change.code ?? null}, code), note = coalesce(${change.note ?? null}, note),
      result = coalesce(${change.result ?? null}, result), transferred = coalesce(${change.transferred ?? null}::boolean, transferred),
      hang_up = coalesce(${change.hang_up ?? null}::boolean, hang_up), holder = coalesce(${change.holder ?? null}, holder),
      rang_at = coalesce(rang_at, ${rang ?? null}::timestamptz), answered_at = coalesce(answered_at, ${answered ?? null}::timestamptz),
      ended_at = coalesce(ended_at, ${ended ?? null}::timestamptz)
    where workspace_id = ${workspace} and call_id = ${callId}`.execute(tx);
}

export interface EventLine {
  readonly what: string;
  readonly node: string | null;
  readonly detail: string | null;
}

export async function insertEvents(
  tx: Tx,
  workspace: string,
  callId: string,
  events: readonly EventLine[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into call_event (workspace_id, call_id, seq, at, what, node, detail)
    select ${workspace}, ${callId}, n.last + e.n, ${now}, e.what, e.node, e.detail
    from unnest(${arrayOf(events, (each) => each.what)}::text[], ${arrayOf(events, (each) => each.node)}::text[],
      ${arrayOf(events, (each) => each.detail)}::text[]) with ordinality as e(what, node, detail, n)
    cross join (select coalesce(max(seq), 0) as last from call_event where workspace_id = ${workspace} and call_id = ${callId}) n
    order by e.n`.execute(tx);
}

export async function findEvents(
  tx: Tx,
  workspace: string,
  callId: string,
): Promise<(EventLine & { readonly seq: number; readonly at: Date })[]> {
  const { rows } = await sql<EventLine & { seq: number; at: Date }>`
    select seq, at, what, node, detail from call_event
    where workspace_id = ${workspace} and call_id = ${callId} order by seq`.execute(tx);
  return rows;
}
