import { type RawBuilder, sql } from 'kysely';
import type { Answers } from '../../engine/forms/form.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { FormRef, RunRef } from './ref.ts';

export interface NewResponse {
  readonly responseId: string;
  readonly responseKey: string;
  readonly ref: FormRef;
  readonly customerId: string;
  readonly via: string;
  readonly channel: string | null;
  readonly run: RunRef | null;
  readonly epoch: number | null;
  readonly by: string | null;
  readonly content: Content;
  readonly complete: boolean;
}

export interface Content {
  readonly answers: Answers;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly signals: readonly string[];
  readonly texts: string;
}

/**
 * Writes those whose key is new and returns their ids: of two writers the second waits for the first and then finds its row. One parameter
 * for all rows, which costs the driver less than one for each column.
 */
export async function insertResponses(
  tx: Tx,
  workspace: string,
  responses: readonly NewResponse[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = responses.map(({ ref, run, content, ...response }) => ({
    response_id: response.responseId,
    response_key: response.responseKey,
    playbook: ref.playbook,
    version: ref.version,
    form_key: ref.form,
    customer_id: response.customerId,
    via: response.via,
    channel: response.channel,
    run_id: run?.runId ?? null,
    token: run?.token ?? null,
    epoch: response.epoch,
    answered_by: response.by,
    complete: response.complete,
    ...content,
  }));
  const done = await sql<{ response_id: string }>`
    insert into response (workspace_id, response_id, response_key, playbook, version, form_key, customer_id, via, channel,
      run_id, token, epoch, answered_by, answers, csat, nps, intent, signals, texts, started_at, updated_at, completed_at)
    select ${workspace}, r.response_id, r.response_key, r.playbook, r.version, r.form_key, r.customer_id, r.via, r.channel,
      r.run_id, r.token, r.epoch, r.answered_by, r.answers, r.csat, r.nps, r.intent, r.signals, r.texts,
      m.at, m.at, case when r.complete then m.at end
    from (select ${now}::timestamptz as at) m, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      response_id text, response_key text, playbook text, version int, form_key text, customer_id text, via text, channel text,
      run_id text, token int, epoch int, answered_by text, answers jsonb, csat smallint, nps smallint, intent smallint,
      signals text[], texts text, complete boolean)
    order by r.response_key
    on conflict (workspace_id, response_key) do nothing
    returning response_id`.execute(tx);
  return new Set(done.rows.map((row) => row.response_id));
}

/** Answers on the way give way to later ones; a complete response stays as it is. */
export async function updateResponse(
  tx: Tx,
  workspace: string,
  responseId: string,
  input: Pick<NewResponse, 'via' | 'channel' | 'by' | 'content' | 'complete'>,
  now: Date,
): Promise<void> {
  const { content } = input;
  await sql`
    update response set answers = ${JSON.stringify(content.answers)}::jsonb, csat = ${content.csat}, nps = ${content.nps},
      intent = ${content.intent}, signals = ${[...content.signals]}::text[], texts = ${content.texts}, via = ${input.via},
      channel = ${input.channel}, answered_by = ${input.by}, updated_at = ${now}, completed_at = ${input.complete ? now : null}
    where workspace_id = ${workspace} and response_id = ${responseId} and completed_at is null`.execute(tx);
}

export interface ResponseRow {
  readonly response_id: string;
  readonly response_key: string;
  readonly playbook: string;
  readonly version: number;
  readonly form_key: string;
  readonly customer_id: string;
  readonly via: string;
  readonly channel: string | null;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly epoch: number | null;
  readonly answered_by: string | null;
  readonly answers: Answers;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly signals: readonly string[];
  readonly texts: string;
  readonly started_at: Date;
  readonly updated_at: Date;
  readonly completed_at: Date | null;
  /** How often it was corrected. */
  readonly revision: number;
  readonly corrected_at: Date | null;
}

const COLUMNS = sql`r.response_id, r.response_key, r.playbook, r.version, r.form_key, r.customer_id, r.via, r.channel, r.run_id, r.token,
  r.epoch, r.answered_by, r.answers, r.csat, r.nps, r.intent, r.signals, r.texts, r.started_at, r.updated_at, r.completed_at, r.revision,
  r.corrected_at`;

/** Locks it against a second writer of the same key. */
export async function lockResponse(tx: Tx, workspace: string, key: string): Promise<ResponseRow | null> {
  const found = await sql<ResponseRow>`
    select ${COLUMNS} from response r where r.workspace_id = ${workspace} and r.response_key = ${key} for update`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}

export async function findByKey(tx: Tx, workspace: string, key: string): Promise<ResponseRow | null> {
  const found = await sql<ResponseRow>`
    select ${COLUMNS} from response r where r.workspace_id = ${workspace} and r.response_key = ${key}`.execute(tx);
  return found.rows[0] ?? null;
}

export interface ResponseFilter {
  readonly playbook?: string | undefined;
  readonly form?: string | undefined;
  readonly version?: number | undefined;
  readonly customerId?: string | undefined;
  readonly runId?: string | undefined;
  readonly responseIds?: readonly string[] | undefined;
  readonly via?: string | undefined;
  readonly complete?: boolean | undefined;
  /** At least once. */
  readonly corrected?: boolean | undefined;
  /** A signal that holds. */
  readonly signal?: string | undefined;
  /** At most this csat, or this recommendation. */
  readonly low?: boolean | undefined;
  /** Part of what was written freely, or of the customer's name. */
  readonly q?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | null | undefined;
  readonly limit: number;
}

export type FoundResponse = ResponseRow & {
  readonly customer_name: string | null;
  readonly customer_external: string;
};

/** Newest first, of the customers the caller may see. */
export async function findResponses(tx: Tx, ctx: Context, filter: ResponseFilter): Promise<FoundResponse[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<FoundResponse>`
    select ${COLUMNS}, c.name as customer_name, c.external_id as customer_external
    from response r join customer c on c.workspace_id = ${workspace} and c.customer_id = r.customer_id
    where r.workspace_id = ${workspace} ${conditions(filter)} ${inScope(ctx, 'c')}
    order by r.updated_at desc, r.response_id desc limit ${filter.limit}`.execute(tx);
  return found.rows;
}

function conditions(filter: ResponseFilter): RawBuilder<unknown> {
  const {
    playbook,
    form,
    version,
    customerId,
    runId,
    responseIds,
    via,
    complete,
    corrected,
    signal,
    low,
    q,
    from,
    to,
    after,
  } = filter;
  const parts = [
    playbook === undefined ? null : sql`and r.playbook = ${playbook}`,
    form === undefined ? null : sql`and r.form_key = ${form}`,
    version === undefined ? null : sql`and r.version = ${version}`,
    customerId === undefined ? null : sql`and r.customer_id = ${customerId}`,
    runId === undefined ? null : sql`and r.run_id = ${runId}`,
    responseIds === undefined ? null : sql`and r.response_id = any(${[...responseIds]}::text[])`,
    via === undefined ? null : sql`and r.via = ${via}`,
    complete === undefined ? null : complete ? sql`and r.completed_at is not null` : sql`and r.completed_at is null`,
    corrected === true ? sql`and r.corrected_at is not null` : null,
    signal === undefined ? null : sql`and ${signal} = any(r.signals)`,
    low === true ? sql`and (r.csat <= 2 or r.nps <= 6)` : null,
    q === undefined ? null : sql`and (r.texts ilike ${like(q)} or c.name ilike ${like(q)})`,
    from === undefined ? null : sql`and r.updated_at >= ${from}`,
    to === undefined ? null : sql`and r.updated_at < ${to}`,
    after ? sql`and (r.updated_at, r.response_id) < (${after.at}, ${after.id})` : null,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` `,
  );
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}

/** The newest responses to a version of a form, finished or not. */
export async function listFilled(
  tx: Tx,
  workspace: string,
  { playbook, version, form }: FormRef,
  limit: number,
): Promise<{ answers: Answers; complete: boolean }[]> {
  const { rows } = await sql<{ answers: Answers; complete: boolean }>`
    select answers, completed_at is not null as complete from response
    where workspace_id = ${workspace} and playbook = ${playbook} and form_key = ${form} and version = ${version}
    order by updated_at desc, response_id desc limit ${limit}`.execute(tx);
  return rows;
}
