/** The sums by day are brought up to date: tasks that changed, days that have come, orders and contracts that came in. */
import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { spansOf } from './decide-stages.ts';
import { type Params } from './contract-definitions.ts';
import { paramsOf } from './definition-versions.ts';
import * as business from './store-business.ts';
import * as days from './store-days.ts';
import * as store from './store-follow-up.ts';
import { findState, firstContractDay, firstDay, saveState, type StateRow } from './store-state.ts';

const BATCH = 500;
/** Days of one transaction. */
const CHUNK = 31;
/** Who is followed up is looked at again for so many days at every refresh, and for longer when a day begins. */
const COVERAGE_DAYS = 14;
const COVERAGE_LONG = 90;
/** A transaction that began earlier may end later: so much is read twice. */
const OVERLAP_MS = 120_000;
/** Nothing is summed that lies further back. */
const MOST_DAYS = 366 * 5;

const OF_TASKS = ['plan', 'answered', 'first_time', 'first_time_pending', 'total', 'total_c', 'first', 'first_c'];
const OF_STAGES = ['accept', 'contact', 'answer', 'close'].flatMap((stage) => [stage, `${stage}_c`]);
const WHY = ['control', 'late', 'waiting', 'unreachable', 'not_needed', 'consent', 'address', 'limits', 'failed'];
const OF_COVERAGE = ['covered', 'why_nothing', ...WHY.map((why) => `why_${why}`)];
const OF_BUSINESS = ['renewal', 'renewal_pending', 'repurchase', 'refund', 'opportunity', 'opportunity_pending'];
const OF_ARMS = ['compare_churn', 'compare_repurchase', 'compare_renewal'];

interface Clock {
  readonly today: string;
  readonly dayOf: (at: Date) => string;
  readonly span: (from: string, to: string) => days.Span;
}

function clockOf(ctx: Context): Clock {
  const zone = zoneCalendar(ctx.workspace.zone);
  const dayOf = (at: Date): string => zone.dateOf(at.getTime());
  const span = (from: string, to: string): days.Span => ({
    workspace: ctx.workspace.id,
    zone: ctx.workspace.zone,
    now: ctx.now,
    from,
    to,
    start: new Date(zone.startOfDate(from)),
    end: new Date(zone.startOfDate(addDays(to, 1))),
  });
  return { today: dayOf(ctx.now), dayOf, span };
}

/** Everything that no longer holds; with `all`, from the first day there is. */
export async function refresh(ctx: Context, all = false): Promise<void> {
  const clock = clockOf(ctx);
  const state = await begin(ctx, all);
  const params = await ctx.tx((tx) => paramsOf(tx, ctx));
  const tasks = await takeTasks(ctx, clock, all ? null : state.tasks_until, params);
  const until = all ? null : state.days_until;
  const listed = new Set(tasks.days);
  // What has become due, and what nobody has come back about, since the last time.
  for (const day of range(until ?? clock.today, clock.today)) listed.add(day);
  const wait = params.first_time.days;
  for (const day of range(addDays(until ?? clock.today, -wait - 1), addDays(clock.today, -wait))) listed.add(day);
  for (const some of chunks([...listed].toSorted())) await inTurn(ctx, (tx) => sumTaskDays(tx, ctx, some, params));
  const turned = until === null || until < clock.today;
  const from = await businessFrom(ctx, clock, state, turned, params);
  if (from !== null) await sumBusiness(ctx, clock, from, params);
  else await sumCoverage(ctx, clock, addDays(clock.today, -COVERAGE_DAYS));
  await inTurn(ctx, async (tx, now) => {
    // What was noted as dirty while this ran stays so.
    const again = now.dirty_count !== state.dirty_count;
    await saveState(tx, ctx.workspace.id, {
      tasks_until: tasks.until ?? state.tasks_until,
      dirty_from: again ? now.dirty_from : null,
      dirty_count: now.dirty_count,
      days_until: clock.today,
      refreshed_at: ctx.now,
    });
  });
}

async function begin(ctx: Context, all: boolean): Promise<StateRow> {
  return ctx.tx(async (tx) => {
    const found = await findState(tx, ctx.workspace.id, true);
    if (found && !all) return found;
    const first = (await firstDay(tx, ctx.workspace.id, ctx.workspace.zone)) ?? clockOf(ctx).today;
    const state: StateRow = {
      tasks_until: null,
      dirty_from: first,
      dirty_count: found?.dirty_count ?? 0,
      days_until: null,
      refreshed_at: ctx.now,
    };
    // A beginning that is cut off begins again: it says nothing of being done.
    await saveState(tx, ctx.workspace.id, state);
    return state;
  });
}

/** One after the other: who writes days holds the row of the state. */
function inTurn<T>(ctx: Context, work: (tx: Tx, state: StateRow) => Promise<T>): Promise<T> {
  return ctx.tx(async (tx) => {
    const state = await findState(tx, ctx.workspace.id, true);
    if (!state) throw new Error('the indicators of this workspace have no state');
    return work(tx, state);
  });
}

async function takeTasks(ctx: Context, clock: Clock, from: Date | null, params: Params) {
  const touched = new Set<string>();
  let since = from;
  for (;;) {
    const batch = await inTurn(ctx, async (tx) => {
      const rows = await store.changedTasks(tx, ctx.workspace.id, since, BATCH);
      const last = rows.at(-1)?.updated_at ?? null;
      const first = rows[0]?.updated_at;
      const stuck = rows.length === BATCH && first?.getTime() === last?.getTime();
      const ids =
        stuck && last ? await store.changedAt(tx, ctx.workspace.id, last) : rows.map(({ task_id }) => task_id);
      for (const day of await takeBatch(tx, ctx, clock, ids, params)) touched.add(day);
      return { last: stuck && last ? new Date(last.getTime() + 1) : last, more: rows.length === BATCH };
    });
    since = batch.last ?? since;
    if (!batch.more) break;
  }
  const settled = new Date(ctx.now.getTime() - OVERLAP_MS);
  return { days: touched, until: since && since > settled ? settled : since };
}

async function takeBatch(
  tx: Tx,
  ctx: Context,
  clock: Clock,
  ids: readonly string[],
  params: Params,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const workspace = ctx.workspace.id;
  const before = await store.daysOf(tx, workspace, ids);
  const moments = await store.readMoments(tx, workspace, ids);
  const first = new Date(Math.min(...moments.map(({ opened_at }) => opened_at.getTime()), ctx.now.getTime()));
  const calendar = await loadWorkCalendar(tx, ctx, first);
  const rows = moments.map(({ ended_at, ...task }): store.FollowUpRow => {
    const talked = task.result === 'done' || task.result === 'refused';
    const at = {
      openedAt: task.opened_at,
      acceptedAt: task.accepted_at,
      contactedAt: task.contacted_at ?? (talked ? ended_at : null),
      answeredAt: task.answered_at,
      closedAt: ended_at,
    };
    return {
      ...task,
      contacted_at: at.contactedAt,
      closed_at: ended_at,
      due_day: clock.dayOf(task.due_at),
      closed_day: ended_at && clock.dayOf(ended_at),
      spans: spansOf(at, (from, to) => to.getTime() - from.getTime()),
      work: spansOf(at, calendar.between),
    };
  });
  await store.saveFollowUps(tx, workspace, rows);
  const back = new Date(first.getTime() - 366 * 86_400_000);
  const customers = [...new Set(rows.map(({ customer_id }) => customer_id))];
  const earlier = await store.daysBefore(tx, workspace, customers, back);
  const oldest = addDays(clock.dayOf(first), -params.first_time.days - 1);
  return [
    ...before,
    ...earlier.filter((day) => day >= oldest),
    ...rows.flatMap(({ due_day, closed_day }) => (closed_day ? [due_day, closed_day] : [due_day])),
  ];
}

async function sumTaskDays(tx: Tx, ctx: Context, some: readonly string[], params: Params): Promise<void> {
  const workspace = ctx.workspace.id;
  await days.forgetListed(tx, workspace, [...OF_TASKS, ...OF_STAGES], some);
  await days.sumPlan(tx, workspace, some, ctx.now);
  await days.sumStages(tx, workspace, some);
  await days.sumAnswered(tx, workspace, some);
  await days.sumFirstTime(tx, workspace, some, ctx.now, params.first_time.days);
}

/** The first day whose orders and contracts are summed again; null when nothing happened to them. */
async function businessFrom(
  ctx: Context,
  clock: Clock,
  state: StateRow,
  turned: boolean,
  { opportunity, churn, renewal }: Params,
): Promise<string | null> {
  const { workspace } = ctx;
  const contracts = await ctx.tx((tx) => firstContractDay(tx, workspace.id, state.refreshed_at));
  if (!turned && state.dirty_from === null && contracts === null) return null;
  // An order is looked for so long after what came before it.
  const reach = Math.max(opportunity.window, churn.window + renewal.grace, renewal.early + renewal.grace) + 2;
  const { today } = clock;
  const start = earliest(today, state.dirty_from, state.days_until, contracts);
  const first = await ctx.tx((tx) => firstDay(tx, workspace.id, workspace.zone));
  const oldest = latest(earliest(today, first), addDays(today, -MOST_DAYS));
  return latest(addDays(start, -reach), oldest);
}

async function sumBusiness(ctx: Context, clock: Clock, from: string, params: Params): Promise<void> {
  const coverage = addDays(clock.today, -COVERAGE_LONG);
  for (const some of chunks(range(from, clock.today))) {
    const [first = clock.today, last = clock.today] = [some[0], some.at(-1)];
    const span = clock.span(first, last);
    await inTurn(ctx, async (tx) => {
      await days.forgetDays(tx, ctx.workspace.id, [...OF_BUSINESS, ...OF_ARMS, 'churn'], first, last);
      await business.sumRenewal(tx, span, clock.today, params.renewal);
      await business.sumRepurchase(tx, span);
      await business.sumOpportunities(tx, span, params.opportunity);
      await business.sumArms(tx, span, clock.today, params);
      for (const day of some.filter((one) => one === clock.today || isMonthEnd(one)))
        await business.sumChurn(tx, ctx.workspace.id, day, clock.span(day, day).end, params.churn);
    });
  }
  await sumCoverage(ctx, clock, from < coverage ? from : coverage);
}

async function sumCoverage(ctx: Context, clock: Clock, from: string): Promise<void> {
  for (const some of chunks(range(from, clock.today))) {
    const [first = clock.today, last = clock.today] = [some[0], some.at(-1)];
    await inTurn(ctx, async (tx) => {
      await days.forgetDays(tx, ctx.workspace.id, OF_COVERAGE, first, last);
      await days.sumCoverage(tx, clock.span(first, last));
    });
  }
}

function earliest(day: string, ...others: readonly (string | null)[]): string {
  return others.reduce<string>((least, other) => (other !== null && other < least ? other : least), day);
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

const isMonthEnd = (day: string): boolean => addDays(day, 1).endsWith('-01');

function range(from: string, to: string): string[] {
  const found: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) found.push(day);
  return found;
}

function chunks<T>(all: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < all.length; at += CHUNK) found.push(all.slice(at, at + CHUNK));
  return found;
}
