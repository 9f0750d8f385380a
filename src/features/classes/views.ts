/** What the screens read. */
import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { maskedPhone, noteListed, noteViewed, requireCustomer } from '../customers/index.ts';
import {
  bandsIn,
  type CustomerClass,
  type IntentVerdict,
  type MatrixDefinition,
  MEASURES,
  type Measure,
  MoveCause,
} from './contract.ts';
import { playbookOf } from './decide.ts';
import { addMonths, decideMoves, headcounts } from './decide-moves.ts';
import { matrixInForce } from './in-force.ts';
import { type ClassRow, findClasses } from './store.ts';
import { latestPrior, type PriorRow } from './store-intent.ts';
import { findRun } from './store-runs.ts';
import * as views from './store-views.ts';

const MONTHS = 12;

export async function boardOf(tx: Tx, ctx: Context) {
  const workspace = ctx.workspace.id;
  const matrix = await matrixInForce(tx, ctx);
  const today = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime());
  const month = today.slice(0, 7);
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(month, at + 1 - MONTHS));
  const byMonth = await views.flowsByMonth(tx, workspace);
  const now = headcounts(byMonth);
  const recent = headcounts(await views.flowsSince(tx, workspace, addDays(today, -29)));
  const atEnds = months.map((end) => headcounts(byMonth.filter(({ period }) => period <= end)));
  const of = (counts: ReadonlyMap<string, number>, key: string): number => counts.get(key) ?? 0;
  const run = await findRun(tx, workspace);
  return {
    matrix,
    months,
    customers: [...now].reduce((sum, [, n]) => sum + n, 0),
    classes: matrix.definition.classes.map(({ key }) => ({
      key,
      n: of(now, key),
      before: of(now, key) - of(recent, key),
      trend: atEnds.map((counts) => of(counts, key)),
    })),
    run: run && {
      reason: MoveCause.parse(run.reason),
      done: run.done,
      moved: run.moved,
      startedAt: run.started_at.toISOString(),
      finishedAt: run.finished_at?.toISOString() ?? null,
    },
  };
}

/** From the end of month `from` to the end of month `to` (or now). */
export async function movesBetween(tx: Tx, ctx: Context, { from, to }: { from: string; to: string }) {
  if (from >= to) throw new Problem('class_months_order', { from, to });
  const calendar = zoneCalendar(ctx.workspace.zone);
  const endOf = (month: string): Date => new Date(calendar.instantOf(`${addMonths(month, 1)}-01`, '00:00'));
  const workspace = ctx.workspace.id;
  const byMonth = await views.flowsByMonth(tx, workspace);
  const before = headcounts(byMonth.filter(({ period }) => period <= from));
  const pairs = await views.pairsBetween(tx, workspace, endOf(from), endOf(to));
  return { from, to, ...decideMoves(before, pairs) };
}

function toClass(definition: MatrixDefinition, row: ClassRow): CustomerClass {
  const bands = bandsIn(row.cell);
  const used = (measure: Measure) => {
    const [score, at] = [row[measure], row[`${measure}_at`]];
    return score === null || !at ? null : { score, at: at.toISOString(), band: bands[measure] };
  };
  const [csat, nps, intent] = MEASURES.map(used);
  return {
    customerId: row.customer_id,
    class: row.class,
    cell: row.cell,
    since: row.since.toISOString(),
    because: { csat: csat ?? null, nps: nps ?? null, intent: intent ?? null },
    playbook: row.class === null ? null : playbookOf(definition, row.cell),
  };
}

export async function listMembers(
  tx: Tx,
  ctx: Context,
  query: { class?: string | undefined; cell?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { definition } = await matrixInForce(tx, ctx);
  const filter = { key: query.class, cell: query.cell, after: query.cursor ?? '', limit: query.limit + 1 };
  const rows = await views.findMembers(tx, ctx, filter);
  const shown = rows.slice(0, query.limit);
  await noteListed(tx, ctx, 'classes', shown.length);
  return {
    items: shown.map((row) => ({
      ...toClass(definition, row),
      externalId: row.external_id,
      name: row.name,
      phone: maskedPhone(ctx, row.phone),
    })),
    next: rows.length > query.limit ? (shown.at(-1)?.customer_id ?? null) : null,
  };
}

export async function classesOf(tx: Tx, ctx: Context, ids: string) {
  const wanted = ids.split(',').filter(Boolean).slice(0, 200);
  const rows = await views.classesOf(tx, ctx, wanted);
  return { items: rows.map((row) => ({ customerId: row.customer_id, class: row.class })) };
}

type Missing = Exclude<IntentVerdict, 'informative'> | 'undecided' | 'no_answer';

function whatIsKnown(value: number | null, prior: PriorRow | null) {
  const verdict = prior?.decision.verdict ?? 'undecided';
  const missing: Missing | null = verdict !== 'informative' ? verdict : value === null ? 'no_answer' : null;
  return { value, window: prior?.window_days ?? null, n: prior?.decision.n ?? null, missing };
}

const MOVES = 20;

export async function classOf(tx: Tx, ctx: Context, customer: string) {
  const found = await requireCustomer(tx, ctx, customer);
  await noteViewed(tx, ctx, [found]);
  const { definition } = await matrixInForce(tx, ctx);
  const [row] = await findClasses(tx, ctx.workspace.id, [customer]);
  const moves = await views.movesOf(tx, ctx.workspace.id, customer, MOVES);
  return {
    now: row ? toClass(definition, row) : null,
    prior: whatIsKnown(row?.intent_prior ?? null, await latestPrior(tx, ctx.workspace.id)),
    moves: moves.map(({ moved_at: at, from_class: from, to_class: to, cause, ...scores }) => ({
      ...scores,
      at: at.toISOString(),
      from,
      to,
      cause: MoveCause.parse(cause),
    })),
  };
}
