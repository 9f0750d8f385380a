import { type RawBuilder, sql } from 'kysely';
import type { Locale } from '../../engine/words.ts';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from './store-scope.ts';

/** How many customers are reached: for the rooms that send. */
export interface ContactRow {
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly gender: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Her id at WeCom: what was linked last, else what the workspace keeps in the attribute `wecom_id`. */
  readonly wecom_id: string | null;
  /** Her visitor id in the chat of the web site, the last linked. */
  readonly web_id: string | null;
  /** The IANA zone she lives in, where the workspace keeps it in the attribute `time_zone`. */
  readonly zone: string | null;
}

export async function findContacts(tx: Tx, workspace: string, ids: readonly string[]): Promise<ContactRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ContactRow>`
    select c.customer_id, c.external_id, c.name, c.gender, c.phone, c.email,
      coalesce(i.wecom_id, c.attributes ->> 'wecom_id') as wecom_id, i.web_id,
      c.attributes ->> 'time_zone' as zone
    from customer c
    left join lateral (
      select (array_agg(address order by linked_at desc) filter (where kind = 'wecom'))[1] as wecom_id,
        (array_agg(address order by linked_at desc) filter (where kind = 'web'))[1] as web_id
      from customer_identity where workspace_id = ${workspace} and customer_id = c.customer_id
    ) i on true
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf(ids, (id) => id)}::text[])`.execute(tx);
  return rows;
}

/** SQL over customers `c`: the language she is spoken to in, where the workspace keeps it in the attribute `language` (zh, zh-CN, 中文, en, English); else null. */
export const spokenSql: RawBuilder<Locale | null> = sql`case when c.attributes ->> 'language' ~* '^(zh|中|汉|chinese)' then 'zh'
  when c.attributes ->> 'language' ~* '^(en|英)' then 'en' end`;

/** Of those of whom it is known, by customer. */
export async function findLanguages(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Locale>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ customer_id: string; language: Locale }>`
    select c.customer_id, ${spokenSql} as language from customer c
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf(ids, (id) => id)}::text[]) and ${spokenSql} is not null`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.customer_id, row.language]));
}

export interface SharedAddress {
  readonly customer_id: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Other customers with one of these numbers or mailboxes: the same person, as far as anybody can tell. */
export async function findSharing(
  tx: Tx,
  workspace: string,
  { phones, emails }: { readonly phones: readonly string[]; readonly emails: readonly string[] },
  but: readonly string[],
): Promise<SharedAddress[]> {
  if (phones.length + emails.length === 0) return [];
  const known = plainArrayOf(but, (id) => id);
  const { rows } = await sql<SharedAddress>`
    select customer_id, phone, email from customer
    where workspace_id = ${workspace} and phone = any(${arrayOf(phones, (phone) => phone)}::text[]) and customer_id <> all(${known}::text[])
    union
    select customer_id, phone, email from customer
    where workspace_id = ${workspace} and email = any(${arrayOf(emails, (email) => email)}::text[]) and customer_id <> all(${known}::text[])`.execute(
    tx,
  );
  return rows;
}

/** Customers by the company's own number of them or by ours, as far as the caller may see them. */
export async function findNamed(tx: Tx, ctx: Context, names: readonly string[]): Promise<ContactName[]> {
  if (names.length === 0) return [];
  const list = arrayOf(names, (name) => name);
  const { rows } = await sql<ContactName>`
    select c.customer_id, c.external_id, c.name from customer c
    where c.workspace_id = ${ctx.workspace.id} and (c.external_id = any(${list}::text[]) or c.customer_id = any(${list}::text[]))
      ${inScope(ctx, 'c')}`.execute(tx);
  return rows;
}

export type ContactName = Pick<ContactRow, 'customer_id' | 'external_id' | 'name'>;
