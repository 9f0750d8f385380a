import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from './store-scope.ts';

export interface ContractRow {
  readonly contract_id: string;
  readonly external_id: string;
  readonly customer_id: string;
  readonly name: string | null;
  /** YYYY-MM-DD */
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly amount: number | null;
  readonly status: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const columns = sql.raw('contract_id, external_id, customer_id, name, starts_on, ends_on, amount, status, detail');

/** New ones are added, changed ones overwritten; what is the same is left alone. External ids must be unique within the batch. */
export async function saveContracts(
  tx: Tx,
  workspace: string,
  rows: readonly ContractRow[],
  importId: string | null,
  now: Date,
): Promise<{ added: number; changed: number }> {
  const { rows: written } = await sql<{ contract_id: string }>`
    insert into contract as k (workspace_id, ${columns}, import_id, created_at)
    select ${workspace}, ${columns}, ${importId}, ${now} from json_to_recordset(${JSON.stringify(rows)}::json) as i(contract_id text,
      external_id text, customer_id text, name text, starts_on date, ends_on date, amount numeric(16, 2), status text, detail jsonb)
    order by external_id
    on conflict (workspace_id, external_id) do update set customer_id = excluded.customer_id, name = excluded.name,
      starts_on = excluded.starts_on, ends_on = excluded.ends_on, amount = excluded.amount, status = excluded.status,
      detail = excluded.detail
    where (k.customer_id, k.name, k.starts_on, k.ends_on, k.amount, k.status, k.detail) is distinct from
      (excluded.customer_id, excluded.name, excluded.starts_on, excluded.ends_on, excluded.amount, excluded.status, excluded.detail)
    returning contract_id`.execute(tx);
  const ours = new Set(rows.map((row) => row.contract_id));
  // A row that was there keeps its own id.
  const added = written.filter((row) => ours.has(row.contract_id)).length;
  return { added, changed: written.length - added };
}

export interface ContractQuery {
  readonly customerId: string | null;
  /** Ends within [from, to], days of the workspace. */
  readonly ending: { readonly from: string; readonly to: string } | null;
  readonly after: { readonly day: string; readonly id: string } | null;
  readonly limit: number;
}

export type NamedContract = ContractRow & { readonly customer_name: string | null };

/** By their end, soonest first; those without one last. */
export async function listContracts(tx: Tx, ctx: Context, query: ContractQuery): Promise<NamedContract[]> {
  const { customerId, ending, after, limit } = query;
  const workspace = ctx.workspace.id;
  const { rows } = await sql<NamedContract>`
    select k.contract_id, k.external_id, k.customer_id, k.name, k.starts_on, k.ends_on, k.amount, k.status, k.detail,
      c.name as customer_name
    from contract k join customer c on c.workspace_id = ${workspace} and c.customer_id = k.customer_id
    where k.workspace_id = ${workspace} ${inScope(ctx, 'c')}
      ${customerId === null ? sql`` : sql`and k.customer_id = ${customerId}`}
      ${ending === null ? sql`` : sql`and k.ends_on between ${ending.from}::date and ${ending.to}::date`}
      ${after === null ? sql`` : sql`and (coalesce(k.ends_on, date '9999-12-31'), k.contract_id) > (${after.day}::date, ${after.id})`}
    order by coalesce(k.ends_on, date '9999-12-31'), k.contract_id limit ${limit}`.execute(tx);
  return rows;
}
