/** Customers get their class: in batches, set-based, in the caller's transaction. */
import type { Locale, Words } from '../../engine/words.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { type NewEvent, record } from '../events/index.ts';
import { bandsIn, type MatrixVersion, MEASURES, type Measure, type MoveCause } from './contract.ts';
import { type Answer, type Answers, classify, NONE, newer, playbookOf } from './decide.ts';
import type { IntentDecision } from './contract-intent.ts';
import { priorOf } from './decide-intent.ts';
import { matrixInForce } from './in-force.ts';
import { followReadings, keepAnswers, latestPrior } from './store-intent.ts';
import * as store from './store.ts';

/** Customers per transaction. */
export const BATCH = 1000;
/** Causes that come with answers not looked at before. */
const BRINGS_ANSWERS: ReadonlySet<MoveCause> = new Set(['reading', 'corrected', 'rebuilt', 'first']);
/** Recorded by this room, with the move as its key. */
const CAUSE = 'classes';

/** Returns how many changed their class. Causes by which everything is read anew trust the readings alone. */
export async function classifyCustomers(
  tx: Tx,
  ctx: Context,
  customers: readonly string[],
  cause: MoveCause,
): Promise<number> {
  const workspace = ctx.workspace.id;
  // Locked before the matrix is read: whoever comes after its publication waits here, and sees it.
  const ids = await store.lockCustomers(tx, workspace, customers);
  if (ids.length === 0) return 0;
  const matrix = await matrixInForce(tx, ctx);
  const prior = (await latestPrior(tx, workspace))?.decision ?? null;
  const found = answersOf(await store.latestReadings(tx, workspace, ids));
  const kept = new Map((await store.findClasses(tx, workspace, ids)).map((row) => [row.customer_id, row]));
  // What was taken back is not kept from before.
  const trust = cause === 'rebuilt' || cause === 'corrected';
  const rows: store.ClassRow[] = [];
  const moves: store.MoveRow[] = [];
  for (const id of ids) {
    const before = kept.get(id);
    const answers = before && !trust ? merged(before, found.get(id)) : (found.get(id) ?? NOTHING);
    const row = rowOf({ matrix, prior, now: ctx.now }, id, answers, before);
    if (!before && row.class === null) continue;
    rows.push(row);
    if ((before?.class ?? null) !== row.class) moves.push(moveOf(row, before?.class ?? null, cause, ctx.now));
  }
  await store.saveClasses(tx, workspace, rows);
  if (BRINGS_ANSWERS.has(cause)) {
    await followReadings(tx, workspace, ids);
    await keepAnswers(tx, workspace, ctx.now, ids);
  }
  const day = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime());
  await store.insertMoves(tx, workspace, day, moves);
  await record(
    tx,
    ctx,
    moves.map((move) => toEvent(matrix, move, ctx.workspace.locale)),
    { cause: CAUSE },
  );
  return moves.length;
}

const NOTHING: Answers = { csat: null, nps: null, intent: null };

function answersOf(rows: readonly store.LatestRow[]): Map<string, Answers> {
  const found = new Map<string, Answers>();
  for (const { customer_id: id, metric, score, answered_at: at } of rows)
    found.set(id, { ...(found.get(id) ?? NOTHING), [metric]: { score, at } });
  return found;
}

function merged(row: store.ClassRow, found: Answers = NOTHING): Answers {
  const answer = (measure: Measure): Answer | null => {
    const [score, at] = [row[measure], row[`${measure}_at`]];
    return newer(score !== null && at ? { score, at } : null, found[measure]);
  };
  return { csat: answer('csat'), nps: answer('nps'), intent: answer('intent') };
}

interface Rules {
  readonly matrix: MatrixVersion;
  readonly prior: IntentDecision | null;
  readonly now: Date;
}

function rowOf(
  { matrix: { version, definition }, prior, now }: Rules,
  customer: string,
  answers: Answers,
  before: store.ClassRow | undefined,
): store.ClassRow {
  const { key, cell, staleAt } = classify(definition, answers, now);
  const { csat, nps, intent } = answers;
  return {
    customer_id: customer,
    class: key,
    cell,
    since: before && before.class === key ? before.since : now,
    csat: csat?.score ?? null,
    csat_at: csat?.at ?? null,
    nps: nps?.score ?? null,
    nps_at: nps?.at ?? null,
    intent: intent?.score ?? null,
    intent_at: intent?.at ?? null,
    stale_at: staleAt,
    matrix: version,
    intent_prior: bandsIn(cell).intent === 'unknown' ? null : priorOf(prior, intent?.score ?? null),
  };
}

/** The scores of a move are those that were used. */
function moveOf(row: store.ClassRow, from: string | null, cause: MoveCause, now: Date): store.MoveRow {
  const bands = row.cell.split('.');
  const used = (measure: Measure): number | null =>
    bands[MEASURES.indexOf(measure)] === 'unknown' ? null : row[measure];
  return {
    move_id: newId('mov', now.getTime()),
    customer_id: row.customer_id,
    moved_at: now,
    from_class: from,
    to_class: row.class,
    cell: row.cell,
    csat: used('csat'),
    nps: used('nps'),
    intent: used('intent'),
    matrix: row.matrix,
    cause,
  };
}

function toEvent({ definition }: MatrixVersion, move: store.MoveRow, locale: Locale): NewEvent {
  const [csatBand, npsBand, intentBand] = move.cell.split('.');
  const playbook = playbookOf(definition, move.cell);
  const scores = Object.fromEntries(
    MEASURES.flatMap((measure) => (move[measure] === null ? [] : [[measure, move[measure]]])),
  );
  return {
    source: CAUSE,
    externalId: move.move_id,
    customerId: move.customer_id,
    type: CLASS_CHANGED,
    occurredAt: move.moved_at,
    amount: null,
    properties: {
      from: move.from_class ?? NONE,
      to: move.to_class ?? NONE,
      // For people who read the timeline.
      label: (definition.classes.find(({ key }) => key === move.to_class)?.name ?? NO_CLASS)[locale],
      cause: move.cause,
      csat_band: csatBand,
      nps_band: npsBand,
      intent_band: intentBand,
      ...scores,
      ...(playbook ? { playbook } : {}),
    },
  };
}

const NO_CLASS: Words = { zh: '没有分层', en: 'no class' };

export const CLASS_CHANGED = 'class_changed';
