/** Pure decisions of flows: when a wait is over, and what of a step is worth keeping. */
import { addDays } from '../../engine/condition/dates.ts';
import type { Because, FlowNode, Wait } from '../../engine/flow/index.ts';

/** Dates are `YYYY-MM-DD`, instants milliseconds; kit/calendar-zone.ts gives one for a zone. */
export interface LocalDays {
  dateOf(instant: number): string;
  startOfDate(date: string): number;
  instantOf(date: string, time: string): number;
}

const MS = { minute: 60_000, hour: 3_600_000 } as const;

/** `worked` adds working time; it is asked only for waits that count it. */
export type Worked = (from: number, wait: Wait) => number;

/** The moment at which a node's wait that begins now is over. */
export function dueOf(node: FlowNode, now: number, days: LocalDays, worked: Worked): number {
  if (node.kind === 'delay') {
    const passed = node.for ? after(node.for, now, days, worked) : now;
    return node.at === undefined ? passed : upTo(node.at, passed, days);
  }
  const wait = node.kind === 'action' || node.kind === 'wait' ? node.timeout?.after : undefined;
  if (!wait) throw new Error(`the node ${node.id} waits for no moment`);
  return after(wait, now, days, worked);
}

function after(wait: Wait, now: number, days: LocalDays, worked: Worked): number {
  if (wait.working) return worked(now, wait);
  if (wait.unit !== 'day') return now + wait.n * MS[wait.unit];
  // Days of the calendar: the same time of day, also across a change of the clocks.
  const today = days.dateOf(now);
  return days.startOfDate(addDays(today, wait.n)) + (now - days.startOfDate(today));
}

/** The first such local time that is not before `from`. */
function upTo(at: string, from: number, days: LocalDays): number {
  const today = days.dateOf(from);
  const due = days.instantOf(today, at);
  return due >= from ? due : days.instantOf(addDays(today, 1), at);
}

export type Tally = 'entered' | 'done' | 'cancelled';

/** What the counters of a flow's picture learn from one thing that happened. The key '' counts whole runs. */
export function countsOf({ node, did, detail }: Because): readonly (readonly [key: string, tally: Tally])[] {
  switch (did) {
    case 'entered':
      return [[node, 'entered']];
    case 'cancelled':
      return [[node, 'cancelled']];
    case 'timedOut':
      return [
        [node, 'done'],
        [`${node}/timeout`, 'entered'],
      ];
    case 'chose':
      return [
        [node, 'done'],
        [`${node}/${detail ?? ''}`, 'entered'],
      ];
    case 'ended':
      return node === ''
        ? [['', 'done']]
        : [
            [node, 'done'],
            ['', 'done'],
          ];
    default:
      return [[node, 'done']];
  }
}
