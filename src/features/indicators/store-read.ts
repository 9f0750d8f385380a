/** Sums read back: by measure, by dimension, before and now. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { STAGES } from './contract-stages.ts';
import type { Dimension } from './contract-registry.ts';

export interface Frame {
  readonly from: string;
  readonly to: string;
  readonly playbook?: string | undefined;
  readonly team?: string | undefined;
  readonly person?: string | undefined;
  readonly segment?: string | undefined;
  readonly channel?: string | undefined;
  readonly script?: string | undefined;
}

export interface Sum {
  readonly n: number;
  readonly k: number;
  readonly sum: number;
  readonly sumsq: number;
}

const NARROW = ['playbook', 'team', 'person', 'segment', 'channel', 'script'] as const;

/** `and ...` over sums or follow-ups: what was asked for, of what the caller may see. */
export function narrowed(ctx: Context, frame: Frame, alias: string): RawBuilder<unknown> {
  const parts = NARROW.filter((name) => frame[name] !== undefined).map(
    (name) => sql`and ${sql.ref(`${alias}.${name}`)} = ${frame[name]}`,
  );
  return sql`${sql.join(parts, sql` `)} ${seen(ctx, alias)}`;
}

/** What belongs to nobody's team is for those who see all. */
function seen({ scope }: Context, alias: string): RawBuilder<unknown> {
  if (scope.kind === 'all') return sql``;
  const own = sql`${sql.ref(`${alias}.person`)} = ${scope.memberId ?? ''}`;
  if (scope.kind === 'own') return sql`and ${own}`;
  return sql`and (${own} or ${sql.ref(`${alias}.team`)} = any(${[...scope.teamIds]}::text[]))`;
}

const totals = sql`sum(i.n)::float8 as n, sum(i.k)::float8 as k, sum(i.sum) as sum, sum(i.sumsq) as sumsq`;

export async function sumMeasures(
  tx: Tx,
  ctx: Context,
  frame: Frame,
  measures: readonly string[],
): Promise<Map<string, Sum>> {
  const found = await sql<Sum & { measure: string }>`
    select i.measure, ${totals} from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = any(${[...measures]}::text[])
      and i.day between ${frame.from}::date and ${frame.to}::date ${narrowed(ctx, frame, 'i')}
    group by i.measure`.execute(tx);
  return new Map(found.rows.map(({ measure, ...sum }) => [measure, sum]));
}

const keySql = (name: Dimension | 'day'): RawBuilder<unknown> =>
  name === 'month' ? sql`substr(i.day::text, 1, 7)` : name === 'day' ? sql`i.day::text` : sql.ref(`i.${name}`);

/** The first day anything of these was ever counted on: before it there is no figure to compare with. */
export async function firstCounted(tx: Tx, ctx: Context, measures: readonly string[]): Promise<string | null> {
  const found = await sql<{ day: string | null }>`
    select min(i.day) as day from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = any(${[...measures]}::text[])`.execute(tx);
  return found.rows[0]?.day ?? null;
}

/** The last picture in the period, and its day. */
export async function lastPicture(tx: Tx, ctx: Context, frame: Frame, measure: string) {
  const found = await sql<Sum & { day: string }>`
    select i.day, ${totals} from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = ${measure} and i.day = (
      select max(l.day) from indicator_day l where l.workspace_id = ${ctx.workspace.id} and l.measure = ${measure}
        and l.day between ${frame.from}::date and ${frame.to}::date) ${narrowed(ctx, frame, 'i')}
    group by i.day`.execute(tx);
  return found.rows[0] ?? null;
}

export async function sumBy(
  tx: Tx,
  ctx: Context,
  frame: Frame,
  measure: string,
  by: readonly (Dimension | 'day')[],
): Promise<(Sum & { keys: string[] })[]> {
  const keys = by.map((name) => keySql(name));
  const found = await sql<Sum & { keys: string[] }>`
    select array[${sql.join(keys)}]::text[] as keys, ${totals} from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = ${measure}
      and i.day between ${frame.from}::date and ${frame.to}::date ${narrowed(ctx, frame, 'i')}
    group by ${sql.join(keys)} order by ${sql.join(keys)}`.execute(tx);
  return found.rows;
}

/** A picture per month: its last one. */
export async function picturesByMonth(tx: Tx, ctx: Context, frame: Frame, measure: string) {
  const found = await sql<Sum & { keys: string[] }>`
    select array[substr(i.day::text, 1, 7)] as keys, ${totals} from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = ${measure} ${narrowed(ctx, frame, 'i')} and i.day in (
      select max(l.day) from indicator_day l where l.workspace_id = ${ctx.workspace.id} and l.measure = ${measure}
        and l.day between ${frame.from}::date and ${frame.to}::date group by substr(l.day::text, 1, 7))
    group by i.day order by i.day`.execute(tx);
  return found.rows;
}

/** Both arms of each playbook. The control group has no team and no person: only who sees everything sees it. */
export async function sumArms(tx: Tx, ctx: Context, frame: Frame, measures: readonly string[]) {
  if (ctx.scope.kind !== 'all') return [];
  const found = await sql<Sum & { measure: string; playbook: string; arm: string }>`
    select i.measure, i.playbook, i.arm, ${totals} from indicator_day i
    where i.workspace_id = ${ctx.workspace.id} and i.measure = any(${[...measures]}::text[])
      and i.day between ${frame.from}::date and ${frame.to}::date
      ${frame.playbook === undefined ? sql`` : sql`and i.playbook = ${frame.playbook}`}
    group by i.measure, i.playbook, i.arm order by i.measure, i.playbook, i.arm`.execute(tx);
  return found.rows;
}

export type Medians = Readonly<Record<(typeof STAGES)[number] | 'total' | 'first', number | null>>;

/** Of the tasks closed in the period, in working time or as the clock runs. */
export async function medians(tx: Tx, ctx: Context, frame: Frame, working: boolean): Promise<Medians | null> {
  const ms = (stage: string) => sql.ref(working ? `f.${stage}_work_ms` : `f.${stage}_ms`);
  const middle = (of: RawBuilder<unknown>, name: string) =>
    sql`percentile_cont(0.5) within group (order by (${of})::float8) as ${sql.ref(name)}`;
  const found = await sql<Medians>`
    select ${sql.join(STAGES.map((stage) => middle(sql`${ms(stage)}`, stage)))},
      ${middle(sql`${ms('accept')} + ${ms('contact')} + ${ms('answer')} + ${ms('close')}`, 'total')},
      ${middle(sql`${ms('accept')} + ${ms('contact')}`, 'first')}
    from follow_up f
    where f.workspace_id = ${ctx.workspace.id} and f.closed_day between ${frame.from}::date and ${frame.to}::date and f.state = 'done'
      ${narrowed(ctx, frame, 'f')}`.execute(tx);
  return found.rows[0] ?? null;
}

export interface Standing {
  readonly stage: string;
  readonly n: number;
  readonly since: Date;
}

/** Open ones, each with the stage it stands in and since when: the same reading as `standingIn`. */
export function standingSql(workspace: string): RawBuilder<unknown> {
  return sql`select f.*, case when f.accepted_at is null then 'accept' when f.contacted_at is null then 'contact'
      when f.answered_at is null then 'answer' else 'close' end as stage,
    case when f.accepted_at is null then f.opened_at when f.contacted_at is null then f.accepted_at
      when f.answered_at is null then greatest(f.accepted_at, f.contacted_at) else greatest(f.accepted_at, f.answered_at) end as since
    from follow_up f where f.workspace_id = ${workspace} and f.state in ('open', 'accepted')`;
}

/** Whatever the period. */
export async function standing(tx: Tx, ctx: Context, frame: Frame): Promise<Standing[]> {
  const found = await sql<Standing>`
    select f.stage, count(*)::int as n, min(f.since) as since from (${standingSql(ctx.workspace.id)}) f
    where true ${narrowed(ctx, frame, 'f')} group by f.stage`.execute(tx);
  return found.rows;
}
