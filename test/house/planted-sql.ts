/** One broken statement per SQL rule and case, and statements that must pass. Tables: see `schema` in sql.test.ts. */

type Case = readonly [rule: string, sql: string];

export const brokenSchema: readonly Case[] = [
  [
    'workspace-first',
    'create table t (workspace_id text not null, id text, constraint t_pk primary key (id, workspace_id))',
  ],
  [
    'workspace-first',
    'create table t (workspace_id text not null, id text, constraint t_pk primary key (workspace_id, id), constraint t_id unique (id))',
  ],
  [
    'workspace-first',
    'alter table thing add constraint thing_fk foreign key (customer_id) references person (customer_id)',
  ],
  [
    'workspace-first',
    'alter table thing add constraint thing_fk foreign key (workspace_id, customer_id) references person (customer_id, workspace_id)',
  ],
  ['workspace-first', 'create unique index thing_name on thing (name)'],
  ['workspace-column', 'create table t (id text not null, constraint t_pk primary key (id))'],
  ['workspace-column', 'create table t (workspace_id uuid not null, constraint t_pk primary key (workspace_id))'],
  [
    'workspace-column',
    'create table t (workspace_id text collate "C" not null, constraint t_pk primary key (workspace_id))',
  ],
  ['workspace-column', 'create table t (workspace_id text, constraint t_pk primary key (workspace_id))'],
  ['workspace-column', 'create table t (workspace_id text not null)'],
  ['named-constraints', 'create table t (workspace_id text not null, id text, primary key (workspace_id, id))'],
  [
    'named-constraints',
    'create table t (workspace_id text not null, n int check (n > 0), constraint t_pk primary key (workspace_id))',
  ],
  ['named-constraints', 'alter table thing add column n int constraint thing_n check (n > 0)'],
  [
    'no-set-null',
    'alter table thing add constraint f foreign key (workspace_id, customer_id) references person (workspace_id, customer_id) on delete set null',
  ],
  ['no-triggers', 'create trigger t after insert on thing for each row execute function f()'],
  ['no-triggers', 'create function f() returns trigger language plpgsql as $$ begin return new; end $$'],
  [
    'policy-shape',
    "create policy p on thing using (workspace_id = current_setting('app.workspace', true) or name = 'x')",
  ],
  ['time-and-chance-from-the-app', 'alter table thing add column made_at timestamptz default now()'],
  [
    'no-set-config',
    "create function f() returns text language sql as $$ select set_config('app.workspace', 'x', true) $$",
  ],
];

export const brokenQueries: readonly Case[] = [
  ['sql', 'select from where'],
  ['one-statement', 'select 1; select 2'],
  ['workspace-in-every-query', 'select name from thing'],
  [
    'workspace-in-every-query',
    'select 1 from thing t join person p on p.customer_id = t.customer_id where t.workspace_id = $1',
  ],
  ['workspace-in-every-query', 'select 1 from thing t, person p where workspace_id = $1'],
  [
    'workspace-in-every-query',
    'select 1 from thing t where workspace_id = $1 and exists (select 1 from person p where p.customer_id = t.customer_id)',
  ],
  [
    'workspace-in-every-query',
    'select 1 from thing t where workspace_id = $1 and customer_id in (select customer_id from person)',
  ],
  [
    'workspace-in-every-query',
    'select 1 from thing t left join lateral (select 1 from person p where p.customer_id = t.customer_id) l on true where t.workspace_id = $1',
  ],
  ['workspace-in-every-query', 'select name from thing where workspace_id = $1 union all select name from person'],
  ['workspace-in-every-query', 'with w as (select name from thing) select name from w'],
  ['workspace-in-every-query', "update thing set name = 'x' where customer_id = $1"],
  ['workspace-in-every-query', 'delete from thing where customer_id = $1'],
  ['workspace-in-every-query', 'insert into thing (name) values ($1)'],
  ['workspace-never-changes', 'update thing set workspace_id = $1 where workspace_id = $2'],
  [
    'workspace-never-changes',
    'insert into thing (workspace_id, name) values ($1, $2) on conflict (workspace_id, name) do update set workspace_id = excluded.workspace_id',
  ],
  [
    'time-and-chance-from-the-app',
    'insert into thing (workspace_id, name) values ($1, $2) on conflict (workspace_id, name) do update set seen_at = now()',
  ],
  ['time-and-chance-from-the-app', 'update thing set u = random() where workspace_id = $1'],
  ['time-and-chance-from-the-app', 'select 1 from thing where workspace_id = $1 and seen_at < current_timestamp'],
  ['time-and-chance-from-the-app', 'insert into thing (workspace_id, id) values ($1, gen_random_uuid())'],
  ['no-set-config', "select set_config('app.workspace', $1, true)"],
  ['no-merge', 'merge into thing t using person p on p.workspace_id = t.workspace_id when matched then delete'],
  ['days-in-a-zone', 'select seen_at::date from thing where workspace_id = $1'],
  ['days-in-a-zone', "select date_trunc('day', seen_at) from thing where workspace_id = $1"],
  ['days-in-a-zone', "select to_char(seen_at, 'YYYY') from thing where workspace_id = $1"],
  ['days-in-a-zone', 'select extract(year from seen_at) from thing where workspace_id = $1'],
  ['days-in-a-zone', 'select max(seen_at)::date from thing where workspace_id = $1'],
  ['days-in-a-zone', 'select cast(unknown_column as date) from thing where workspace_id = $1'],
  ['no-listen-no-advisory', "select pg_notify('x', 'y')"],
  ['no-listen-no-advisory', 'select pg_advisory_xact_lock(1)'],
  ['no-listen-no-advisory', 'listen x'],
  [
    'no-skip-locked-in-subquery',
    'delete from thing where workspace_id = $1 and id in (select id from thing where workspace_id = $1 for update skip locked)',
  ],
];

export const soundSchema: readonly string[] = [
  'create table t (workspace_id text not null, id text not null, at timestamptz not null, constraint t_pk primary key (workspace_id, at, id)) partition by range (at)',
  "create table t_2026_01 partition of t for values from ('2026-01-01') to ('2026-02-01')",
  'create unique index thing_name on thing (workspace_id, name)',
  'create index thing_seen on thing (seen_at)',
  'create table account (email text not null, constraint account_pk primary key (email))',
  'alter table thing add column n int',
  "create policy p on thing using (workspace_id = current_setting('app.workspace', true))",
];

export const soundQueries: readonly string[] = [
  'select t.name from thing t join person p on p.workspace_id = t.workspace_id and p.customer_id = t.customer_id where t.workspace_id = $1',
  'select name from thing join person using (workspace_id, customer_id) where thing.workspace_id = $1',
  'with w as (select name from thing where workspace_id = $1) select name from w',
  'select email from account where email = $1',
  "select (seen_at at time zone $2)::date, date_trunc('month', seen_at at time zone $2), date_trunc('day', seen_at, $2) from thing where workspace_id = $1",
  'select extract(epoch from seen_at), born_on::date, $2::date from thing where workspace_id = $1',
  'insert into thing (workspace_id, name) values ($1, $2) on conflict (workspace_id, name) do update set name = excluded.name',
  'with due as materialized (select id from thing where workspace_id = $1 for update skip locked) delete from thing where workspace_id = $1 and id in (select id from due)',
  "set local app.workspace = 'main'",
];
