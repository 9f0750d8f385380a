import { z } from 'zod';
import { isDate } from '../../engine/condition/dates.ts';
import { hoursProblem, isClock } from '../../engine/worktime/index.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { ImportBody } from './contract-import.ts';

const base = '/api/w/:workspace/calendar';
const WordsSchema = z.object({ zh: z.string(), en: z.string() });
const InWorkspace = z.object({ workspace: z.string() });

/** Outside these years the package's lunar calendar is not sure. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2099;

const Year = z.coerce.number().int().min(FIRST_YEAR).max(LAST_YEAR);
const OfYear = z.object({ workspace: z.string(), year: Year });

export const CalendarDate = z.string().refine((text) => isDate(text) && inYears(text), { message: 'YYYY-MM-DD' });
const OfDate = z.object({ workspace: z.string(), date: CalendarDate });

function inYears(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** `working` and `rest` follow the weekday; `holiday` and `makeUp` go against it, or have a name. */
export const DayKind = z.enum(['working', 'rest', 'holiday', 'makeUp']);
export type DayKind = z.infer<typeof DayKind>;

/** Who says so: the workspace by hand, an imported table, the package's table of the year, or our guess for a year without one. */
export const DaySource = z.enum(['own', 'imported', 'package', 'guess']);
export type DaySource = z.infer<typeof DaySource>;

export const CalendarDay = z.object({
  date: z.string(),
  kind: DayKind,
  /** null on a plain day. */
  name: WordsSchema.nullable(),
  source: DaySource.nullable(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export const CalendarWarning = z.object({
  code: z.enum(['year_guessed', 'next_year_missing']),
  year: z.number().int(),
  words: WordsSchema,
});
export type CalendarWarning = z.infer<typeof CalendarWarning>;

export const CalendarYear = z.object({
  year: z.number().int(),
  zone: z.string(),
  /** The workspace's today. */
  today: z.string(),
  /** Where the year's table comes from. */
  table: z.enum(['imported', 'package', 'guess']),
  workingDays: z.number().int(),
  days: z.array(CalendarDay),
  warnings: z.array(CalendarWarning),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

const ClockSpan = z.strictObject({
  from: z.string().refine(isClock, { message: 'HH:MM' }),
  to: z.string().refine(isClock, { message: 'HH:MM' }),
});
/** What a day has of working time; empty when it is free. The pause is the gap between two spans. */
const DayHours = z
  .array(ClockSpan)
  .max(6)
  .superRefine((spans, check) => {
    const found = hoursProblem(spans);
    if (found) check.addIssue({ code: 'custom', path: [found.at], message: found.why });
  });

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Local times. `makeUp` is for make-up working days on a weekday that is free. */
export const Hours = z.strictObject({
  monday: DayHours,
  tuesday: DayHours,
  wednesday: DayHours,
  thursday: DayHours,
  friday: DayHours,
  saturday: DayHours,
  sunday: DayHours,
  makeUp: DayHours,
});
export type Hours = z.infer<typeof Hours>;

export const getCalendarYear = endpoint({
  name: 'getCalendarYear',
  method: 'GET',
  path: `${base}/years/:year`,
  summary: { zh: '一年的工作日、休息日、节假日与调休', en: 'A year: working days, rest, holidays, make-up days' },
  access: 'calendar:read',
  params: OfYear,
  response: CalendarYear,
});

export const setCalendarDay = endpoint({
  name: 'setCalendarDay',
  method: 'PUT',
  path: `${base}/days/:date`,
  summary: { zh: '把一天设为放假或上班', en: 'Make a day a holiday or a working day' },
  access: 'calendar:write',
  params: OfDate,
  body: z.strictObject({ working: z.boolean(), name: z.string().trim().max(40).default('') }),
  response: CalendarDay,
});

export const unsetCalendarDay = endpoint({
  name: 'unsetCalendarDay',
  method: 'DELETE',
  path: `${base}/days/:date`,
  summary: { zh: '撤销自己设的一天', en: 'Take back what was set for a day' },
  access: 'calendar:write',
  params: OfDate,
  response: CalendarDay,
});

export const importCalendarYear = endpoint({
  name: 'importCalendarYear',
  method: 'PUT',
  path: `${base}/years/:year/table`,
  summary: { zh: '导入一年的放假安排（JSON）', en: 'Import the table of a year as JSON' },
  access: 'calendar:write',
  params: OfYear,
  body: ImportBody,
  response: CalendarYear,
  errors: ['invalid_input'],
});

export const removeCalendarYear = endpoint({
  name: 'removeCalendarYear',
  method: 'DELETE',
  path: `${base}/years/:year/table`,
  summary: { zh: '删除导入的一年', en: 'Remove the imported table of a year' },
  access: 'calendar:write',
  params: OfYear,
  response: CalendarYear,
});

const HoursAnswer = z.object({ hours: Hours, zone: z.string(), updatedAt: z.iso.datetime().nullable() });
export type HoursAnswer = z.infer<typeof HoursAnswer>;

export const getWorkingHours = endpoint({
  name: 'getWorkingHours',
  method: 'GET',
  path: `${base}/hours`,
  summary: { zh: '工作时间', en: 'Working hours per weekday' },
  access: 'calendar:read',
  params: InWorkspace,
  response: HoursAnswer,
});

export const setWorkingHours = endpoint({
  name: 'setWorkingHours',
  method: 'PUT',
  path: `${base}/hours`,
  summary: { zh: '修改工作时间', en: 'Change the working hours' },
  access: 'calendar:write',
  params: InWorkspace,
  body: Hours,
  response: HoursAnswer,
  errors: ['working_hours_empty'],
});
