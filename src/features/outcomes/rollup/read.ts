/** Sums of an epoch: from slices as far as they stand, row by row for the rest, so that a figure is never behind what happened. */
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { blindAdapters } from '../../messages/index.ts';
import type { Frame } from '../store.ts';
import { clip, cover, type Slice } from './decide-ranges.ts';
import { type Measure, perPerson, type Setting } from '../store-measures.ts';
import { type People, peopleSql, rangesSql } from '../store-people.ts';
import * as slices from '../store-slices.ts';

const DAY_MS = 86_400_000;

export function settingOf(ctx: Context, frame: Frame): Setting {
  return { ...frame, zone: ctx.workspace.zone, blind: blindAdapters(ctx).toSorted() };
}

/** What the sums of a slice depend on besides the rows. The number rises when a measure changes its meaning. */
export function definitionOf({ goal, windowDays, zone, blind }: Setting): string {
  return JSON.stringify([1, goal, windowDays, zone, blind]);
}

export const workDefinition = (zone: string): string => JSON.stringify([1, zone]);

export interface Sums {
  readonly setting: Setting;
  /** Of who entered up to `asOf`, and had her window and the days of refunds since (`matured`). */
  read(measure: Measure, who: 'matured' | 'entered', days?: number): Promise<slices.Sum[]>;
  /** Without slices: what has to be as it was before now. */
  readRows(measure: Measure): Promise<slices.Sum[]>;
  tail(most: number): Promise<slices.TailRow[]>;
  work(measure: Measure, from: Date): Promise<slices.Sum[]>;
  /** How many of the enrolled are read from slices, and when the oldest of these was made. */
  readonly basis: { readonly summed: number; readonly days: number; readonly since: Date | null };
}

/** Puts something else in the place of a part of people's keys. */
export type Dress = (people: People) => People;

export async function openSums(
  tx: Tx,
  ctx: Context,
  frame: Frame,
  useSlices = true,
  dress: Dress = (people) => people,
): Promise<Sums> {
  const setting = settingOf(ctx, frame);
  const { workspace, subject, epoch, asOf, refundDays, windowDays } = frame;
  const whose = { workspace, subject, epoch };
  const rows = useSlices ? await slices.standing(tx, whose, definitionOf(setting)) : [];
  const standing = rows.map((row) => toSlice(ctx, row));
  const cutoff = (days: number): Date => new Date(asOf.getTime() - (days + refundDays) * DAY_MS);
  const people = (of: Frame, at: Date): { days: string[]; rest: People | null } => {
    const { days, ranges } = cover(standing, at);
    return { days, rest: ranges.length > 0 ? dress(peopleSql(of, ranges, at)) : null };
  };
  return {
    setting,
    async read(measure, who, days = windowDays) {
      const found = people({ ...frame, windowDays: days }, who === 'matured' ? cutoff(days) : asOf);
      return slices.sumUp(tx, whose, measure, found.days, found.rest);
    },
    readRows: (measure) => slices.sumUp(tx, whose, measure, [], peopleSql(frame, [{ from: null, to: null }], asOf)),
    async tail(most) {
      const { days, rest } = people(frame, cutoff(windowDays));
      return slices.tailOf(tx, whose, days, rest ? perPerson(frame, rest) : null, most);
    },
    async work(measure, from) {
      const all = { workspace, subject: '', epoch: 0 };
      const stood =
        ctx.workspace.kind !== 'scratch' ? await slices.standing(tx, all, workDefinition(ctx.workspace.zone)) : [];
      const { days, ranges } = cover(
        stood.map((row) => toSlice(ctx, row)).filter((slice) => slice.from >= from),
        asOf,
      );
      const rest = clip(ranges, from, asOf);
      return slices.sumUp(tx, all, measure, days, rest.length > 0 ? rangesSql(rest) : null);
    },
    basis: {
      summed: rows.reduce((sum, { n }) => sum + n, 0),
      days: rows.length,
      since: rows.length > 0 ? new Date(Math.min(...rows.map((row) => row.made_at.getTime()))) : null,
    },
  };
}

export function toSlice(ctx: Context, { day, last_at: lastAt }: { day: string; last_at: Date }): Slice {
  const days = zoneCalendar(ctx.workspace.zone);
  const from = days.startOfDate(day);
  return { day, from: new Date(from), to: new Date(days.startOfDay(from, 1)), lastAt };
}
