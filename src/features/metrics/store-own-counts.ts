/** The counts of the company's own metrics: all that screens read. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { OwnFilter } from './contract-own.ts';

export interface OwnCountRow {
  readonly version: number;
  readonly key: string;
  readonly score: number;
  readonly share: number;
  readonly n: number;
}

const COLUMN = {
  dimension: 'dimension',
  playbook: 'playbook',
  form: 'form_key',
  channel: 'channel',
  period: 'period',
} as const;
export type OwnColumn = keyof typeof COLUMN;

/** Answers by version, group, chance and score. `from` and `to` are periods; `dimension` null: every dimension without the whole. */
export async function sumOwn(
  tx: Tx,
  workspace: string,
  metric: string,
  filter: Omit<OwnFilter, 'dimension'> & { readonly dimension?: string | null | undefined },
  by: OwnColumn,
): Promise<OwnCountRow[]> {
  const key = sql.ref(COLUMN[by]);
  const { rows } = await sql<OwnCountRow>`
    select version, ${key} as key, score::float8 as score, share::float8 as share, sum(n)::int as n from own_count
    where workspace_id = ${workspace} and metric = ${metric} ${conditions(filter)}
    group by version, ${key}, share, score having sum(n) <> 0 order by version, key, score, share`.execute(tx);
  return rows;
}

function conditions(filter: Parameters<typeof sumOwn>[3]): RawBuilder<unknown> {
  const { version, playbook, form, channel, dimension, from, to } = filter;
  const parts = [
    version === undefined ? null : sql`and version = ${version}`,
    playbook === undefined ? null : sql`and playbook = ${playbook}`,
    form === undefined ? null : sql`and form_key = ${form}`,
    channel === undefined ? null : sql`and channel = ${channel}`,
    dimension === null ? sql`and dimension <> ''` : sql`and dimension = ${dimension ?? ''}`,
    from === undefined ? null : sql`and period >= ${from}`,
    to === undefined ? null : sql`and period <= ${to}`,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` `,
  );
}
