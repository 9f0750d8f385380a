/** For rooms that tell a whole set of customers the same: who may be told at all, and the messages, each in one statement whatever the size. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { jsonArrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { ChannelChoice } from '../contract-choice.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { type Plan, togetherWith } from '../contract-plan.ts';

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

/** The columns of `people` below, of customers `c`: what the rules ask of her is read with her, not looked up once more. */
export const askedOf: Sql = sql`c.customer_id, c.external_id as unit, c.phone, c.email, c.attributes ->> 'wecom_id' as wecom_attribute`;

/**
 * SQL: the rows of `people` (with `askedOf`) and step, channel, address, refused: the first channel that no lasting rule closes, with where she is reached on it;
 * when all are closed, why the first one is. The rules, their order and their meaning are those of decide-policy.ts that need no time and no history: channel, optOut, consent,
 * address, blocked. What passes or changes until its turn is the gate's, before each attempt.
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
  const each = (of: (one: SetChannel, step: number) => Sql, between: Sql): Sql => sql.join(channels.map(of), between);
  const first = (value: (one: SetChannel, step: number) => Sql): Sql =>
    sql`case ${each((one, step) => sql`when ${whyOf(step)} is null then ${value(one, step)}`, sql` `)} end`;
  return sql`
    select a.*, ${first((_one, step) => sql`${step}::smallint`)} as step, ${first(({ channel }) => sql`${channel}::text`)} as channel,
      ${first((_one, step) => sql.ref(`a.address_${step}`))} as address,
      case when ${each((_one, step) => sql`${whyOf(step)} is not null`, sql` and `)} then ${whyOf(0)} end as refused
    from (
      select c.*, (${blocked('phone', sql`c.phone`, 'shown')} or ${blocked('email', sql`c.email`, 'shown')}
          or ${blocked('customer', sql`c.customer_id`, 'customer_id')}) is true as blocked,
        ${each((one, step) => sql`${addressOn(one)} as ${sql.ref(`address_${step}`)}`, sql`, `)}
      from (${people}) c ${identities}
      offset 0
    ) a ${each((one, step) => closedSql(question, one, step), sql` `)}`;
}

const whyOf = (step: number): Sql => sql.ref(`w${step}.why`);

/** The rule that closes a channel, in the order of decide-policy.ts; null when none does. It is asked only where the channel before is closed: most are open on the first. */
function closedSql(
  { workspace, purpose, assumeConsent, now }: SetQuestion,
  { channel, absent }: SetChannel,
  step: number,
): Sql {
  const unconsented = purpose === 'marketing' && !assumeConsent ? sql`k.granted is null` : sql`false`;
  return sql`left join lateral (
    select case when ${absent} then 'channel' when not k.granted then 'optOut' when ${unconsented} then 'consent'
      when ${sql.ref(`a.address_${step}`)} is null then 'address' when a.blocked then 'blocked' end as why
    from (values (1)) as one(row) left join lateral (
      select k.granted from consent k where k.workspace_id = ${workspace} and k.customer_id = a.customer_id and k.purpose = ${purpose}
        and k.channel = ${channel} and k.given_at <= ${now} order by k.given_at desc, k.consent_id desc limit 1
    ) k on true
    ${step === 0 ? sql`` : sql`where ${whyOf(step - 1)} is not null`}
    offset 0
  ) ${sql.ref(`w${step}`)} on true`;
}

/** As addresses.ts says it of one. */
function addressOn({ needs, sandbox }: SetChannel): RawBuilder<unknown> {
  if (needs === 'phone') return sql`case when c.phone ~ '^\\+[0-9]{8,15}$' then c.phone end`;
  if (needs === 'email')
    return sql`case when c.email ~ '^[^[:space:]@]+@[^[:space:]@]+\\.[^[:space:]@]+$' then c.email end`;
  const known = needs === 'wecom' ? sql`coalesce(i.wecom_id, c.wecom_attribute)` : sql`i.web_id`;
  return sandbox ? sql`coalesce(nullif(${known}, ''), c.unit)` : sql`nullif(${known}, '')`;
}

export interface SetOfMessages {
  readonly group: string;
  readonly playbook: string;
  readonly version: number;
  readonly message: string;
  readonly purpose: 'service' | 'marketing';
  readonly plan: Plan;
  /** Each customer’s best channel comes first (`decide-choice.ts`). */
  readonly preferred: boolean;
  /** The first 24 of the 32 digits of each id; its number in the set is the rest, so that the same twice is the same message. */
  readonly digits: string;
}

/** A customer of whom it is known which channel suits her. */
export interface OwnPlan {
  readonly customerId: string;
  readonly plan: Plan;
  readonly why: ChannelChoice | null;
  /** Her channels stand in another order than in the plan of the set, and her message begins with the first of them. */
  readonly moved: boolean;
}

export async function customersIn(tx: Tx, rows: Sql): Promise<string[]> {
  const { rows: found } = await sql<{ customer_id: string }>`select r.customer_id from (${rows}) r`.execute(tx);
  return found.map((row) => row.customer_id);
}

/** Attempts beside the first of a message have numbers of their own: a set has fewer than 2^28. */
const BESIDE = 2 ** 28;

/**
 * Writes a message and its first attempts for each row of `rows` (n, customer_id, step, channel, due_at): one, or those that are tried together from `step` on.
 * Returns how many are new. All are written from the same input: a join of one with what the other returns, of which nothing is known beforehand, is
 * planned as a loop in a loop (2.1 s for 5,000 instead of 0.2).
 */
export async function insertSet(
  tx: Tx,
  workspace: string,
  set: SetOfMessages,
  rows: Sql,
  { own, now }: { readonly own: readonly OwnPlan[]; readonly now: Date },
): Promise<number> {
  const id = (prefix: string, n: Sql) => sql`${`${prefix}_${set.digits}`}::text || lpad(to_hex(${n}), 8, '0')`;
  const together = set.plan.map((_step, at) => ({ at, last: togetherWith(set.plan, at).last }));
  const lastOf = sql`case r.step ${sql.join(
    together.map(({ at, last }) => sql`when ${at}::smallint then ${last}::smallint`),
    sql` `,
  )} end`;
  // Where channels move their places keep what they say of together and waiting: the first step of a moved plan is the plan's own.
  const begun = sql`select n, customer_id, step, channel, due_at, null::jsonb as plan, null::jsonb as choice from (${rows}) b`;
  const suited = sql`
    select b.n, b.customer_id, case when o.moved then 0::smallint else b.step end as step,
      case when o.moved then o.plan -> 0 ->> 'channel' else b.channel end as channel, b.due_at, o.plan, o.choice
    from (${rows}) b left join unnest(${plainArrayOf(own, (each) => each.customerId)}::text[], ${jsonArrayOf(own, (each) => each.plan)}::jsonb[],
      ${jsonArrayOf(own, (each) => each.why)}::jsonb[], ${plainArrayOf(own, (each) => String(each.moved))}::boolean[]) as o(customer_id, plan, choice, moved)
      on o.customer_id = b.customer_id`;
  const beside = together.flatMap(({ at, last }) =>
    Array.from({ length: last - at }, (_each, n) => sql`(${at}::smallint, ${at + n + 1}::smallint)`),
  );
  const tried = sql`select message_id, delivery_id, customer_id, step, channel, due_at from input`;
  const attempts =
    beside.length === 0
      ? tried
      : sql`${tried} union all
        select i.message_id, ${id('dlv', sql`i.n + (t.at - i.step) * ${BESIDE}::int`)}, i.customer_id, t.at,
          coalesce(i.plan, ${JSON.stringify(set.plan)}::jsonb) -> t.at::int ->> 'channel', i.due_at
        from input i join (values ${sql.join(beside)}) t(step, at) on t.step = i.step`;
  const { rows: counted } = await sql<{ n: number }>`
    with input as materialized (
      select r.n, ${id('msg', sql`r.n`)} as message_id, ${id('dlv', sql`r.n`)} as delivery_id, r.customer_id, r.step, ${lastOf} as last_step, r.channel,
        r.due_at, r.plan, r.choice
      from (${own.length > 0 ? suited : begun}) r
    ), fresh as (
      insert into message (workspace_id, message_id, playbook, version, message_key, customer_id, purpose, plan, group_id, step, choice, state, created_at,
        updated_at)
      select ${workspace}, message_id, ${set.playbook}, ${set.version}::int, ${set.message}, customer_id, ${set.purpose},
        coalesce(plan, ${JSON.stringify(set.plan)}::jsonb), ${set.group}, last_step, choice, 'waiting', ${now}::timestamptz, ${now}::timestamptz
      from input order by message_id
      on conflict (workspace_id, message_id) do nothing returning message_id
    ), first as (
      insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
      select ${workspace}, i.delivery_id, i.message_id, i.customer_id, i.step, 1, i.channel, 'queued', 0, i.due_at, ${now}::timestamptz, ${now}::timestamptz
      from (${attempts}) i order by i.message_id, i.step
      on conflict (workspace_id, message_id, step, try) do nothing
    ), counted as (
      insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
      select ${workspace}, ${set.group}, ${newId('mov')}, 'waiting', '', count(*) from fresh having count(*) > 0
    )
    select count(*)::int as n from fresh`.execute(tx);
  return counted[0]?.n ?? 0;
}
