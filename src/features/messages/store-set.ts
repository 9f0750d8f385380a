/** For rooms that tell a whole set of customers the same: who may be told at all, and the messages, each in one statement whatever the size. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { Plan } from './contract-plan.ts';

/** A piece of a statement. */
export type Sql = RawBuilder<unknown>;

export interface SetChannel {
  readonly channel: ChannelKind;
  readonly needs: 'phone' | 'email' | 'wecom' | 'web';
  /** In the sandbox a customer without an id at the channel can be shown all the same. */
  readonly sandbox: boolean;
  /** Nothing carries it. */
  readonly absent: boolean;
}

export interface SetQuestion {
  readonly workspace: string;
  /** In the order in which they would be tried. */
  readonly channels: readonly SetChannel[];
  readonly purpose: 'service' | 'marketing';
  readonly assumeConsent: boolean;
  readonly now: Date;
}

/**
 * SQL: (customer_id, step, channel, address, refused) of each row of `people` (customer_id): the first channel that no lasting rule closes, with where
 * she is reached on it; when all are closed, why the first one is. The rules, their order and their meaning are those of decide-policy.ts that need no time
 * and no history: channel, optOut, consent, address, blocked. What passes or changes until its turn is the gate's, before each attempt.
 */
export function lastingVerdicts(question: SetQuestion, people: Sql): Sql {
  const { workspace, channels, now } = question;
  const identities = channels.some(({ needs }) => needs === 'wecom' || needs === 'web')
    ? sql`left join lateral (
        select (array_agg(k.address order by k.linked_at desc) filter (where k.kind = 'wecom'))[1] as wecom_id,
          (array_agg(k.address order by k.linked_at desc) filter (where k.kind = 'web'))[1] as web_id
        from customer_identity k where k.workspace_id = ${workspace} and k.customer_id = c.customer_id
      ) i on true`
    : sql``;
  // An address by its readable form; what is left of an erased person is known by its hash alone, and the gate knows that.
  const blocked = (
    kind: 'phone' | 'email' | 'customer',
    value: Sql,
    column: 'shown' | 'customer_id',
  ) => sql`${value} in (
    select ${sql.ref(`b.${column}`)} from contact_block b where b.workspace_id = ${workspace} and b.kind = ${kind}
      and ${sql.ref(`b.${column}`)} is not null and (b.expires_at is null or b.expires_at > ${now}))`;
  const listed = (of: (one: SetChannel, step: number) => Sql, between: Sql): Sql => sql.join(channels.map(of), between);
  // The first channel that is open. `offset 0`: each value is worked out once, however often it is asked for.
  const first = (value: (step: number) => Sql): Sql =>
    sql`case ${listed((_one, step) => sql`when ${sql.ref(`v.why_${step}`)} is null then ${value(step)}`, sql` `)} end`;
  return sql`
    select v.customer_id, ${first((step) => sql`${step}::smallint`)} as step, ${first((step) => sql`${channels[step]?.channel ?? ''}::text`)} as channel,
      ${first((step) => sql.ref(`v.address_${step}`))} as address, ${refusedSql(channels.length)} as refused
    from (
      select a.customer_id, ${listed((_one, step) => sql`${sql.ref(`a.address_${step}`)}`, sql`, `)},
        ${listed((one, step) => whySql(question, one, step), sql`, `)}
      from (
        select c.customer_id, (${blocked('phone', sql`c.phone`, 'shown')} or ${blocked('email', sql`c.email`, 'shown')}
            or ${blocked('customer', sql`c.customer_id`, 'customer_id')}) is true as blocked,
          ${listed((one, step) => sql`${addressOn(one)} as ${sql.ref(`address_${step}`)}`, sql`, `)}
        from (${people}) q join customer c on c.workspace_id = ${workspace} and c.customer_id = q.customer_id ${identities}
        offset 0
      ) a ${listed((one, step) => lastLine(question, one, step), sql` `)}
      offset 0
    ) v`;
}

/** Why the first of all is closed, when they all are. */
const refusedSql = (n: number): Sql =>
  sql`case when ${sql.join(
    Array.from({ length: n }, (_each, step) => sql`${sql.ref(`v.why_${step}`)} is not null`),
    sql` and `,
  )} then v.why_0 end`;

/** The rule that closes a channel, in the order of decide-policy.ts; null when none does. */
function whySql({ purpose, assumeConsent }: SetQuestion, { absent }: SetChannel, step: number): Sql {
  const granted = sql.ref(`k${step}.granted`);
  const unconsented = purpose === 'marketing' && !assumeConsent ? sql`${granted} is null` : sql`false`;
  return sql`case when ${absent} then 'channel' when not ${granted} then 'optOut' when ${unconsented} then 'consent'
    when ${sql.ref(`a.address_${step}`)} is null then 'address' when a.blocked then 'blocked' end as ${sql.ref(`why_${step}`)}`;
}

/** The latest line of the ledger on a channel. */
const lastLine = ({ workspace, purpose, now }: SetQuestion, { channel }: SetChannel, step: number): Sql => sql`
  left join lateral (
    select k.granted from consent k where k.workspace_id = ${workspace} and k.customer_id = a.customer_id and k.purpose = ${purpose}
      and k.channel = ${channel} and k.given_at <= ${now} order by k.given_at desc, k.consent_id desc limit 1
  ) ${sql.ref(`k${step}`)} on true`;

/** As addresses.ts says it of one. */
function addressOn({ needs, sandbox }: SetChannel): RawBuilder<unknown> {
  if (needs === 'phone') return sql`case when c.phone ~ '^\\+[0-9]{8,15}$' then c.phone end`;
  if (needs === 'email')
    return sql`case when c.email ~ '^[^[:space:]@]+@[^[:space:]@]+\\.[^[:space:]@]+$' then c.email end`;
  const known = needs === 'wecom' ? sql`coalesce(i.wecom_id, c.attributes ->> 'wecom_id')` : sql`i.web_id`;
  return sandbox ? sql`coalesce(nullif(${known}, ''), c.external_id)` : sql`nullif(${known}, '')`;
}

export interface SetOfMessages {
  readonly group: string;
  readonly playbook: string;
  readonly version: number;
  readonly message: string;
  readonly purpose: 'service' | 'marketing';
  readonly plan: Plan;
  /** The first 24 of the 32 digits of each id; its number in the set is the rest, so that the same twice is the same message. */
  readonly digits: string;
}

/**
 * Writes a message and its first attempt for each row of `rows` (n, customer_id, step, channel, due_at). Returns how many are new. Both are written from
 * the same input: a join of one with what the other returns, of which nothing is known beforehand, is planned as a loop in a loop (2.1 s for 5,000 instead of 0.2).
 */
export async function insertSet(
  tx: Tx,
  workspace: string,
  set: SetOfMessages,
  rows: RawBuilder<unknown>,
  now: Date,
): Promise<number> {
  const id = (prefix: string) => sql`${`${prefix}_${set.digits}`}::text || lpad(to_hex(r.n), 8, '0')`;
  const { rows: counted } = await sql<{ n: number }>`
    with input as materialized (
      select ${id('msg')} as message_id, ${id('dlv')} as delivery_id, r.customer_id, r.step, r.channel, r.due_at from (${rows}) r
    ), fresh as (
      insert into message (workspace_id, message_id, playbook, version, message_key, customer_id, purpose, plan, group_id, step, state, created_at,
        updated_at)
      select ${workspace}, message_id, ${set.playbook}, ${set.version}::int, ${set.message}, customer_id, ${set.purpose},
        ${JSON.stringify(set.plan)}::jsonb, ${set.group}, step, 'waiting', ${now}::timestamptz, ${now}::timestamptz
      from input order by message_id
      on conflict (workspace_id, message_id) do nothing returning message_id
    ), first as (
      insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
      select ${workspace}, i.delivery_id, i.message_id, i.customer_id, i.step, 1, i.channel, 'queued', 0, i.due_at, ${now}::timestamptz, ${now}::timestamptz
      from input i order by i.message_id
      on conflict (workspace_id, message_id, step, try) do nothing
    ), counted as (
      insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
      select ${workspace}, ${set.group}, ${newId('mov')}, 'waiting', '', count(*) from fresh having count(*) > 0
    )
    select count(*)::int as n from fresh`.execute(tx);
  return counted[0]?.n ?? 0;
}
