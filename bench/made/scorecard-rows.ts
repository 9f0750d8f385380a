/** A year of one playbook, made in the database: customers entered day by day, orders, messages and their attempts, tasks, questions and answers. */
import type pg from 'pg';

export interface Size {
  readonly customers: number;
  /** The moment from which the year is looked back at. */
  readonly now: Date;
}

/**
 * Three orders and five contacts a customer: a tenth is held out and is not contacted, of the others each had a task done and four messages
 * handed over, five in nine of them a fifth.
 */
export async function fillRows(owner: pg.Pool, workspace: string, playbook: string, { customers, now }: Size) {
  const client = await owner.connect();
  const known: Readonly<Record<string, string>> = {
    workspace: `'${workspace}'`,
    playbook: `'${playbook}'`,
    n: String(customers),
    now: `timestamptz '${now.toISOString()}'`,
  };
  const values = (text: string): string =>
    text.replaceAll(/(?<!:):(workspace|playbook|now|n)\b/g, (_whole, name: string) => known[name] ?? '');
  try {
    await client.query('set synchronous_commit = off');
    await client.query("set work_mem = '128MB'");
    for (const text of STATEMENTS) await client.query(values(text));
    for (const table of TABLES) await client.query(`analyze ${table}`);
  } finally {
    client.release();
  }
}

const TABLES = [
  'customer',
  'enrolment',
  'event',
  'message',
  'delivery',
  'task',
  'survey_link',
  'response',
  'metric_reading',
  'metric_count',
];

/** Chance that is the same each time: the hash of a number and a word. */
const u = (word: string, i = 'i'): string => `((hashint8extended(${i}::int8, ${hash(word)}) & 1048575) / 1048576.0)`;

function hash(word: string): number {
  let sum = 7;
  for (const letter of word) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum;
}

const STATEMENTS: readonly string[] = [
  `insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
   select :workspace, 'c' || i, 'C' || i, '{}', '', :now - interval '500 days', :now - interval '500 days' from generate_series(1, :n) i`,
  `insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
   select :workspace, :playbook, 1, 'c' || i, 'C' || i, ${u('arm')}, case when ${u('arm')} < 0.1 then 'control' else 'treatment' end,
     (array['30-59', '60-89', '90+'])[1 + i % 3], :now - interval '400 days' + (i::float8 / :n) * interval '365 days', 'r', 1, '{}'
   from generate_series(1, :n) i`,
  `insert into event (workspace_id, event_id, occurred_at, customer_id, type, amount, source, external_id, depth, recorded_at)
   select :workspace, 'e' || i, at, 'c' || c, 'purchase', (20 + 400 * power(${u('amount')}, 4))::numeric(16, 2), 'bench', 'o' || i, 0, at
   from (
     select i, 1 + i % :n as c, least(:now - interval '1 hour',
       :now - interval '400 days' + ((1 + i % :n)::float8 / :n) * interval '365 days' + (${u('when')} * 300 - 80) * interval '1 day') as at
     from generate_series(0, 3 * :n - 1) i
   ) o`,
  `insert into message (workspace_id, message_id, run_id, token, playbook, version, epoch, message_key, customer_id, purpose, plan, step, state,
     answered_at, created_at, updated_at)
   select :workspace, 'm' || e.n || '_' || k, 'r' || e.n, k, :playbook, 1, 1, 'hello', e.customer_id, 'service', '[]', 0, 'delivered',
     case when ${u('answered', 'e.n * 8 + k')} < 0.05 then e.entered_at + k * interval '6 days' end,
     e.entered_at + k * interval '5 days', e.entered_at + k * interval '5 days'
   from (select *, substr(customer_id, 2)::int8 as n from enrolment where workspace_id = :workspace and arm = 'treatment') e,
     generate_series(1, 4 + (e.n % 9 < 5)::int) k`,
  `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, adapter, state, rank, due_at, contacted_at, sent_at,
     delivered_at, created_at, updated_at)
   select :workspace, 'd' || m.n, m.message_id, m.customer_id, 0, 1, (array['sms', 'email', 'wecom'])[1 + (m.n % 3)], 'bench', 'delivered', 50, m.created_at,
     m.created_at, m.created_at, case when ${u('got', 'm.n')} < 0.9 then m.created_at + interval '1 minute' end, m.created_at, m.created_at
   from (select *, substr(customer_id, 2)::int8 * 8 + token as n from message where workspace_id = :workspace) m`,
  `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, node, title_zh, title_en, channel, params, state, revision,
     assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by, result, cycle_ms, cycle_work_ms, updated_at)
   select :workspace, 't' || n, customer_id, 'flow', :playbook, 1, 1, 'call', '回访', 'Call', 'phone', '{}', 'done', 1, 'owner', entered_at, entered_at,
     entered_at + interval '2 days', ended_at - ${u('minutes', 'n')} * interval '15 minutes', 1, ended_at, 'agent' || n % 60,
     case when ${u('result', 'n')} < 0.7 then 'done' else 'unreachable' end, (extract(epoch from ended_at - entered_at) * 1000)::bigint,
     (extract(epoch from ended_at - entered_at) * 400)::bigint, ended_at
   from (
     select customer_id, entered_at, substr(customer_id, 2)::int8 as n,
       entered_at + ${u('ended', 'substr(customer_id, 2)')} * interval '9 days' as ended_at
     from enrolment where workspace_id = :workspace and arm = 'treatment'
   ) e`,
  `insert into survey_link (workspace_id, link_id, playbook, version, form_key, customer_id, run_id, epoch, channel, created_at, expires_at, answered_at)
   select :workspace, 'l' || n, :playbook, 1, 'ask', customer_id, 'r' || n, 1, 'sms', entered_at + interval '6 days', entered_at + interval '60 days',
     case when n % 4 = 0 then entered_at + interval '7 days' end
   from (select *, substr(customer_id, 2)::int8 as n from enrolment where workspace_id = :workspace and arm = 'treatment') e where n % 2 = 0`,
  `insert into form_version (workspace_id, playbook, version, form_key, definition, digest, created_at)
   values (:workspace, :playbook, 1, 'ask', '{}', '', :now) on conflict do nothing`,
  `insert into response (workspace_id, response_id, response_key, playbook, version, form_key, customer_id, via, epoch, answers, nps, signals, texts,
     started_at, updated_at, completed_at)
   select :workspace, 's' || n, 's' || n, :playbook, 1, 'ask', customer_id, 'h5', 1, '{}', (n % 11)::int2, '{}', '', at, at, at
   from (select customer_id, substr(customer_id, 2)::int8 as n, entered_at + interval '7 days' as at from enrolment where workspace_id = :workspace) e
   where n % 4 = 0`,
  `insert into metric_reading (workspace_id, response_id, metric, dimension, score, customer_id, playbook, form_key, version, epoch, channel, via, month,
     answered_at, counts)
   select :workspace, response_id, 'nps', '', least(10, 6 + substr(customer_id, 2)::int8 % 7), customer_id, :playbook, 'ask', 1, 1, 'sms', 'h5',
     to_char((completed_at at time zone 'UTC')::date, 'YYYY-MM'), completed_at, true
   from response where workspace_id = :workspace`,
  `insert into metric_count (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, score, n)
   select workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, score, count(*) from metric_reading
   where workspace_id = :workspace group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  `insert into cost (workspace_id, cost_id, kind, playbook, channel, amount, per, valid_from, note, fingerprint, created_by, created_at)
   select :workspace, 'cost' || i, kind, :playbook, channel, amount, 'each', '2020-01-01', '', 'f' || i, 'bench', :now
   from (values (1, 'setup', null, 9000), (2, 'contact', 'sms', 0.05), (3, 'contact', 'email', 0.01), (4, 'contact', 'wecom', 0.02),
     (5, 'contact', 'phone', 0.3), (6, 'staff', null, 40)) as c(i, kind, channel, amount)`,
];
