/** The face of calendar: which days are worked, and working time as arithmetic. */
export type { CalendarDay, Hours } from './contract.ts';
export type { DayDecision } from './decide.ts';
export {
  addWorkingTime,
  isWorkingDay,
  loadWorkCalendar,
  type WorkCalendar,
  type WorkEnd,
  workingTimeBetween,
  type WorkSpan,
} from './work.ts';
