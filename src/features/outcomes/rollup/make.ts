/** Makes slices, and marks those that something changed in. */
import { on } from '../../../kit/bus.ts';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Sweep } from '../../../kit/feature.ts';
import { newId } from '../../../kit/ids.ts';
import { eventsRecorded } from '../../events/index.ts';
import { type Epoch, enrolled, listEpochs } from '../../experiments/index.ts';
import { readingsTaken } from '../../metrics/index.ts';
import { Registered } from '../../playbooks/index.ts';
import type { Frame } from '../store.ts';
import { HORIZONS } from '../windows.ts';
import type { Slice } from './decide-ranges.ts';
import { definitionOf, settingOf, toSlice, workDefinition } from './read.ts';
import * as marks from '../store-marks.ts';
import * as measures from '../store-measures.ts';
import { peopleSql, rangesSql } from '../store-people.ts';
import * as slices from '../store-slices.ts';

/** Below so many enrolled, reading them row by row takes no longer. */
const LEAST = 2000;
/** Slices made in one sweep, so that other sweeps have their turn. */
const MOST = 40;
const MINUTE_MS = 60_000;
const AGAIN_MS = 10 * MINUTE_MS;
const OLD_MS = 12 * 60 * MINUTE_MS;
const YOUNG_MS = 120 * 24 * 60 * MINUTE_MS;

/** Everything a slice of `frame` holds. */
export function measuresOf(setting: measures.Setting): { measure: measures.Measure; days: number }[] {
  const { windowDays } = setting;
  return [
    measures.entered(setting),
    measures.outcome(setting),
    measures.contact(setting),
    measures.scores(setting),
    measures.contacts(setting),
    measures.spread(setting),
    measures.toil(setting),
    measures.followed(setting),
    measures.reach(setting, null),
    measures.asked(setting, null),
  ]
    .map((measure) => ({ measure, days: windowDays }))
    .concat(
      HORIZONS.filter((days) => days !== windowDays).map((days) => ({
        measure: measures.outcome({ ...setting, windowDays: days }),
        days,
      })),
    );
}

export async function makeSlice(tx: Tx, ctx: Context, frame: Frame, day: string): Promise<void> {
  const setting = settingOf(ctx, frame);
  const { workspace, subject, epoch } = frame;
  const whose = { workspace, subject, epoch };
  await slices.holdEpoch(tx, whose);
  await slices.takeMarks(tx, whose, day);
  await slices.emptySlice(tx, whose, day);
  const range = rangeOf(ctx, day);
  const people = (windowDays: number) => peopleSql({ ...frame, windowDays }, [range], range.to);
  const { n, first_at: first, last_at: last } = await slices.countEntered(tx, people(frame.windowDays));
  if (!first || !last) return;
  for (const { measure, days } of measuresOf(setting)) await slices.saveSums(tx, whose, day, measure, people(days));
  await slices.saveBuyers(tx, whose, day, measures.perPerson(frame, people(frame.windowDays)));
  await slices.saveSlice(tx, whose, day, { n, first, last, definition: definitionOf(setting), now: ctx.now });
}

const ALL_WORK = { subject: '', epoch: 0 };

export async function makeWorkSlice(tx: Tx, ctx: Context, day: string): Promise<void> {
  const { id: workspace, zone } = ctx.workspace;
  const whose = { workspace, ...ALL_WORK };
  await slices.takeMarks(tx, whose, day);
  await slices.emptySlice(tx, whose, day);
  const range = rangesSql([rangeOf(ctx, day)]);
  const { n, first_at: first, last_at: last } = await slices.countWorked(tx, workspace, range);
  if (!first || !last) return;
  for (const of of [measures.work, measures.served, measures.calls])
    await slices.saveSums(tx, whose, day, of(workspace, zone), range);
  await slices.saveSlice(tx, whose, day, { n, first, last, definition: workDefinition(zone), now: ctx.now });
}

function rangeOf(ctx: Context, day: string): Slice {
  return toSlice(ctx, { day, last_at: ctx.now });
}

export function frameOfEpoch(ctx: Context, epoch: Epoch): Frame | null {
  const registered = Registered.safeParse(epoch.registered);
  if (!registered.success) return null;
  const { goal, windowDays, refundDays } = registered.data;
  const { subject } = epoch;
  return {
    workspace: ctx.workspace.id,
    subject,
    epoch: epoch.epoch,
    asOf: ctx.now,
    goal: goal.event,
    windowDays,
    refundDays,
  };
}

export interface Pace {
  readonly least?: number;
  readonly most?: number;
  /** Made anew however lately it was made. */
  readonly atOnce?: boolean;
}

/** Makes what is due, one slice to a transaction; returns how many. */
export async function makeSlices(
  ctx: Context,
  { least = LEAST, most = MOST, atOnce = false }: Pace = {},
): Promise<number> {
  const { id: workspace, zone } = ctx.workspace;
  let made = 0;
  let rolled = false;
  const at = (ms: number): Date => new Date(ctx.now.getTime() - ms);
  const today = zoneCalendar(zone).dateOf(ctx.now.getTime());
  const due = { today, notSince: at(atOnce ? -MINUTE_MS : AGAIN_MS), before: at(OLD_MS), young: at(YOUNG_MS) };
  for (const { subject, epoch, marked, made: had } of await ctx.tx((tx) => marks.epochsAtHand(tx, workspace))) {
    const whose = { workspace, subject, epoch };
    const frame = await ctx.tx(async (tx) => {
      const found = (await listEpochs(tx, workspace, subject)).find((each) => each.epoch === epoch);
      const big = found && (await marks.hasAsMany(tx, whose, least));
      if (!big && marked) await marks.forgetMarks(tx, whose);
      return big ? frameOfEpoch(ctx, found) : null;
    });
    if (!frame) continue;
    rolled = true;
    const definition = definitionOf(settingOf(ctx, frame));
    // The first time every day is marked before any is made: whoever is cut off finds the rest marked.
    if (!had)
      await ctx.tx(async (tx) =>
        marks.markDays(tx, whose, await marks.entryDays(tx, whose, zone, today), newId('mark')),
      );
    const days = await ctx.tx((tx) => marks.daysDue(tx, whose, { ...due, definition }));
    for (const day of days.slice(0, Math.max(0, most - made))) {
      await ctx.tx((tx) => makeSlice(tx, ctx, frame, day));
      made += 1;
    }
  }
  if (rolled) made += await makeWork(ctx, due, most - made);
  return made;
}

async function makeWork(ctx: Context, due: Omit<marks.Due, 'definition'>, most: number): Promise<number> {
  const { id: workspace, zone } = ctx.workspace;
  const whose = { workspace, ...ALL_WORK };
  const definition = workDefinition(zone);
  const days = await ctx.tx(async (tx) => {
    const had = await slices.hasAny(tx, whose);
    if (!had) await marks.markDays(tx, whose, await marks.workDays(tx, workspace, zone, due.today), newId('mark'));
    return marks.daysDue(tx, whose, { ...due, definition });
  });
  const now = days.slice(0, Math.max(0, most));
  for (const day of now) await ctx.tx((tx) => makeWorkSlice(tx, ctx, day));
  return now.length;
}

export const rollUp: Sweep = {
  name: 'outcomes.rollUp',
  upkeep: true,
  async run(ctx) {
    // Nobody reads the scorecard of a replay more than once.
    if (ctx.workspace.kind !== 'scratch') await makeSlices(ctx);
  },
};

const FINISHED = new Set(['task_done', 'task_reopened']);

/** Marks are written in the transaction of what they are about; no job follows. */
export const markEvents = on(eventsRecorded, 'outcomes.mark', {
  async select(tx, ctx, { items }): Promise<null> {
    if (ctx.workspace.kind === 'scratch' || items.length === 0) return null;
    const { id: workspace, zone } = ctx.workspace;
    const mark = newId('mark');
    await marks.markPeople(tx, workspace, [...new Set(items.map(({ customerId }) => customerId))], mark, zone);
    const finished = items.filter(({ type }) => FINISHED.has(type)).map(({ customerId }) => customerId);
    if (finished.length > 0) await marks.markFinished(tx, workspace, [...new Set(finished)], mark, zone);
    return null;
  },
  handle: async () => undefined,
});

export const markEnrolled = on(enrolled, 'outcomes.markEnrolled', {
  async select(tx, ctx, { subject, epoch, enteredAt }): Promise<null> {
    if (ctx.workspace.kind === 'scratch') return null;
    const day = zoneCalendar(ctx.workspace.zone).dateOf(Date.parse(enteredAt));
    await marks.markDays(tx, { workspace: ctx.workspace.id, subject, epoch }, [day], newId('mark'));
    return null;
  },
  handle: async () => undefined,
});

export const markReadings = on(readingsTaken, 'outcomes.markReadings', {
  async select(tx, ctx, { customers }): Promise<null> {
    if (ctx.workspace.kind === 'scratch') return null;
    const { id: workspace, zone } = ctx.workspace;
    if (customers === null) await marks.markEverything(tx, workspace, newId('mark'));
    else await marks.markPeople(tx, workspace, customers, newId('mark'), zone);
    return null;
  },
  handle: async () => undefined,
});
