/** Contracts: recorded by external id, listed by their end. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import type { Contract } from './contract.ts';
import { toContract } from './present.ts';
import * as store from './store-contracts.ts';

export interface NewContract {
  readonly externalId: string;
  readonly customerId: string;
  readonly name?: string | null;
  /** YYYY-MM-DD, days of the workspace. */
  readonly startsOn: string;
  readonly endsOn?: string | null;
  readonly amount?: number | null;
  readonly status?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A contract that is there already is brought up to date; of one that comes twice the last counts. */
export async function recordContracts(
  tx: Tx,
  ctx: Context,
  contracts: readonly NewContract[],
  importId: string | null = null,
): Promise<{ added: number; changed: number; same: number }> {
  if (contracts.length === 0) return { added: 0, changed: 0, same: 0 };
  const latest = new Map(contracts.map((contract) => [contract.externalId, contract]));
  const rows = [...latest.values()].map((contract) => ({
    contract_id: newId('con'),
    external_id: contract.externalId,
    customer_id: contract.customerId,
    name: contract.name ?? null,
    starts_on: contract.startsOn,
    ends_on: contract.endsOn ?? null,
    amount: contract.amount ?? null,
    status: contract.status ?? null,
    detail: contract.detail ?? {},
  }));
  const { added, changed } = await store.saveContracts(tx, ctx.workspace.id, rows, importId, ctx.now);
  return { added, changed, same: contracts.length - added - changed };
}

export interface ContractQuestion {
  readonly customer?: string | undefined;
  /** Ends between today and so many days on. */
  readonly endingWithinDays?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function listContracts(
  ctx: Context,
  question: ContractQuestion,
): Promise<{ items: Contract[]; next: string | null }> {
  const { customer = null, endingWithinDays: days, cursor, limit } = question;
  const calendar = zoneCalendar(ctx.workspace.zone);
  const today = calendar.dateOf(ctx.now.getTime());
  const ending = days === undefined ? null : { from: today, to: plusDays(today, days) };
  return ctx.tx(async (tx) => {
    const after = cursor ? readPlace(cursor) : null;
    const rows = await store.listContracts(tx, ctx, { customerId: customer, ending, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(toContract),
      next: last ? `${last.ends_on ?? '9999-12-31'}.${last.contract_id}` : null,
    };
  });
}

function plusDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

function readPlace(cursor: string): { day: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\d)\.(con_[0-9a-f]{32})$/.exec(cursor);
  if (!match) throw new Problem('invalid_input', {}, [{ path: 'cursor', field: 'cursor', message: 'unknown cursor' }]);
  return { day: match[1]!, id: match[2]! };
}
