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
export function lastingVerdicts(question: SetQuestion, people: RawBuilder<unknown>): RawBuilder<unknown> {
  const { workspace, channels, now } = question;
  const each = channels.map((one, step) => verdictOn(question, one, step));
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
  return sql`
    select v.customer_id, o.step, o.channel, o.address, case when o.step is null then v.why_0 end as refused
    from (
      select c.customer_id, ${sql.join(each.flatMap(({ columns }) => columns))}
      from (
        select q.customer_id, c.external_id, c.phone, c.email, c.attributes ->> 'wecom_id' as wecom_attribute,
          (${blocked('phone', sql`c.phone`, 'shown')} or ${blocked('email', sql`c.email`, 'shown')}
            or ${blocked('customer', sql`q.customer_id`, 'customer_id')}) is true as blocked
        from (${people}) q join customer c on c.workspace_id = ${workspace} and c.customer_id = q.customer_id
      ) c ${identities} ${sql.join(
        each.map(({ join }) => join),
        sql` `,
      )}
    ) v
    left join lateral (
      select * from (values ${sql.join(each.map(({ value }) => value))}) as t(step, channel, address, why)
      where t.why is null order by t.step limit 1
    ) o on true`;
}

function verdictOn({ workspace, purpose, assumeConsent, now }: SetQuestion, one: SetChannel, step: number) {
  const line = sql.ref(`k${step}.granted`);
  const address = addressOn(one);
  const unconsented = purpose === 'marketing' && !assumeConsent ? sql`${line} is null` : sql`false`;
  const why = sql.ref(`why_${step}`);
  const at = sql.ref(`address_${step}`);
  return {
    columns: [
      sql`${address} as ${at}`,
      sql`case when ${one.absent} then 'channel' when not ${line} then 'optOut' when ${unconsented} then 'consent'
        when ${address} is null then 'address' when c.blocked then 'blocked' end as ${why}`,
    ],
    join: sql`left join lateral (
      select k.granted from consent k where k.workspace_id = ${workspace} and k.customer_id = c.customer_id and k.purpose = ${purpose}
        and k.channel = ${one.channel} and k.given_at <= ${now} order by k.given_at desc, k.consent_id desc limit 1
    ) ${sql.ref(`k${step}`)} on true`,
    value: sql`(${step}::smallint, ${one.channel}::text, v.${at}, v.${why})`,
  };
}

/** As addresses.ts says it of one. */
function addressOn({ needs, sandbox }: SetChannel): RawBuilder<unknown> {
  if (needs === 'phone') return sql`case when c.phone ~ '^\\+[0-9]{8,15}$' then c.phone end`;
  if (needs === 'email')
    return sql`case when c.email ~ '^[^[:space:]@]+@[^[:space:]@]+\\.[^[:space:]@]+$' then c.email end`;
  const known = needs === 'wecom' ? sql`coalesce(i.wecom_id, c.wecom_attribute)` : sql`i.web_id`;
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

/** Writes a message and its first attempt for each row of `rows` (n, customer_id, step, channel, due_at). Returns how many are new. */
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
      from input i join fresh f on f.message_id = i.message_id
    ), counted as (
      insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
      select ${workspace}, ${set.group}, ${newId('mov')}, 'waiting', '', count(*) from fresh having count(*) > 0
    )
    select count(*)::int as n from fresh`.execute(tx);
  return counted[0]?.n ?? 0;
}
