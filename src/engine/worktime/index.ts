export { addWorkingDays, addWorkingMs, type Stretch, workingMsBetween, type WorkTime } from './worktime.ts';
export { type ClockSpan, hoursProblem, isClock, stretchesOf } from './hours.ts';
