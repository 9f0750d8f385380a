/** Stored rows as the contract shows them. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { findStats, type TypeStat } from '../events/index.ts';
import type { Consent, Contract, CustomerDetail, CustomerRow, Order, Totals } from './contract.ts';
import { maskedEmail, maskedPhone } from './phone.ts';
import type { CustomerRecord } from './store.ts';
import { type ConsentRow, findLatest } from './store-consents.ts';
import type { NamedContract } from './store-contracts.ts';
import type { OrderRow } from './store-orders.ts';
import { findTagsOf, type Hit } from './store-search.ts';
import { findTags, type TagRow } from './store-tags.ts';

export async function toRows(tx: Tx, ctx: Context, hits: readonly Hit[]): Promise<CustomerRow[]> {
  if (hits.length === 0) return [];
  const ids = hits.map((hit) => hit.customer_id);
  const tags = await findTagsOf(tx, ctx.workspace.id, ids);
  const stats = await findStats(tx, ctx.workspace.id, ids);
  return hits.map((hit) => ({
    ...toRow(ctx, hit),
    tags: tags.filter((each) => each.customer_id === hit.customer_id).map((each) => each.tag),
    totals: toTotals(stats.filter((stat) => stat.customer_id === hit.customer_id)),
  }));
}

/** Every answer about customers passes here, so numbers are masked here. */
function toRow(ctx: Context, hit: Hit): Omit<CustomerRow, 'tags' | 'totals'> {
  const { customer_id, external_id, name, phone, email, city, owner_id, team_id, created_at } = hit;
  return {
    customerId: customer_id,
    externalId: external_id,
    name,
    phone: maskedPhone(ctx, phone),
    email: maskedEmail(ctx, email),
    city,
    ownerId: owner_id,
    teamId: team_id,
    createdAt: created_at.toISOString(),
  };
}

export function toTotals(stats: readonly TypeStat[]): Totals {
  const purchase = stats.find((stat) => stat.type === 'purchase');
  const refund = stats.find((stat) => stat.type === 'refund');
  return {
    orders: purchase?.n ?? 0,
    refunds: refund?.n ?? 0,
    net: Math.round(((purchase?.amount_sum ?? 0) + (refund?.amount_sum ?? 0)) * 100) / 100,
    firstPurchaseAt: purchase?.first_at.toISOString() ?? null,
    lastPurchaseAt: purchase?.last_at.toISOString() ?? null,
  };
}

export async function toDetail(tx: Tx, ctx: Context, record: CustomerRecord): Promise<CustomerDetail> {
  const { customer_id: id, gender, birthday, updated_at, attributes } = record;
  const tags = await findTags(tx, ctx.workspace.id, id);
  const stats = await findStats(tx, ctx.workspace.id, [id]);
  const consents = await findLatest(tx, ctx.workspace.id, id, ctx.now);
  return {
    ...toRow(ctx, record),
    gender,
    birthday,
    updatedAt: updated_at.toISOString(),
    attributes,
    tags: tags.map((tag) => tag.tag),
    tagDetails: tags.map(toTag),
    totals: toTotals(stats),
    consents: consents.map(toConsent),
    eventCounts: Object.fromEntries(stats.map((stat) => [stat.type, stat.n])),
  };
}

export function toTag(row: TagRow) {
  return { tag: row.tag, reason: row.reason, by: row.tagged_by, at: new Date(row.tagged_at).toISOString() };
}

export function toConsent(row: ConsentRow): Consent {
  const { purpose, channel, granted, wording, evidence, recorded_by, given_at } = row;
  const { wording_version: wordingVersion = null, scope = null } = row;
  return {
    purpose,
    channel,
    granted,
    wording,
    wordingVersion,
    evidence,
    scope,
    by: recorded_by,
    at: given_at.toISOString(),
  };
}

export function toOrder(row: OrderRow): Order {
  const { order_id, external_id, customer_id, ordered_at, amount, status, detail } = row;
  return {
    orderId: order_id,
    externalId: external_id,
    customerId: customer_id,
    at: ordered_at.toISOString(),
    amount,
    status,
    detail,
  };
}

export function toContract(row: NamedContract): Contract {
  return {
    contractId: row.contract_id,
    externalId: row.external_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    amount: row.amount,
    status: row.status,
  };
}
