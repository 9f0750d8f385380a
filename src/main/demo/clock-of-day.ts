import type { Chance } from './chance.ts';
import { weekday } from './calendar.ts';

/** Minute of the day of an appointment, in slots of 10 minutes between 9:00 and 20:00. Workers come at noon and after work, pupils after school. */
export function visitMinute(chance: Chance, day: number, child: boolean, working: boolean): number {
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  const hour = chance.weigh(weekend ? WEEKEND : child ? PUPIL : working ? WORKER : FREE);
  return hour * 60 + chance.whole(0, 5) * 10;
}

/** Minute at which people look at a phone: noon, and the evening most of all. */
export function screenMinute(chance: Chance): number {
  return chance.weigh(SCREEN) * 60 + chance.next() * 60;
}

/** Minute at which the reception telephones or writes something down. */
export function deskMinute(chance: Chance): number {
  return 9 * 60 + 10 + chance.next() * 9 * 60;
}

type Hours = readonly (readonly [number, number])[];
const WEEKEND: Hours = [
  [9, 8],
  [10, 14],
  [11, 11],
  [12, 4],
  [13, 8],
  [14, 13],
  [15, 13],
  [16, 11],
  [17, 7],
  [18, 4],
  [19, 2],
];
const PUPIL: Hours = [
  [9, 2],
  [10, 2],
  [11, 2],
  [13, 2],
  [14, 3],
  [15, 6],
  [16, 18],
  [17, 20],
  [18, 14],
  [19, 6],
];
const WORKER: Hours = [
  [9, 4],
  [10, 5],
  [11, 6],
  [12, 9],
  [13, 7],
  [14, 5],
  [15, 5],
  [16, 5],
  [17, 9],
  [18, 20],
  [19, 15],
];
const FREE: Hours = [
  [9, 14],
  [10, 18],
  [11, 11],
  [12, 2],
  [13, 7],
  [14, 16],
  [15, 15],
  [16, 9],
  [17, 4],
  [18, 2],
  [19, 1],
];
const SCREEN: Hours = [
  [7, 2],
  [8, 4],
  [9, 4],
  [10, 4],
  [11, 4],
  [12, 9],
  [13, 6],
  [14, 4],
  [15, 4],
  [16, 4],
  [17, 5],
  [18, 7],
  [19, 9],
  [20, 13],
  [21, 15],
  [22, 11],
  [23, 4],
];
