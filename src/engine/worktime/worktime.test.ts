import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import {
  addWorkingDays,
  addWorkingMs,
  hoursProblem,
  isClock,
  stretchesOf,
  workingMsBetween,
  type WorkTime,
} from './index.ts';

const HOUR = 3_600_000;
const DAY = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
];

/** Monday to Friday, without the dates in `free`. */
function week(zone: string, free: readonly string[] = [], hours = DAY): WorkTime {
  const calendar = zoneCalendar(zone);
  return {
    dateOf: calendar.dateOf,
    stretchesOf: (date) =>
      calendar.weekdayOf(date) > 5 || free.includes(date) ? [] : stretchesOf(hours, date, calendar.instantOf),
  };
}

const shanghai = week('Asia/Shanghai');
const at = (local: string, zone = 'Asia/Shanghai') => {
  const [date = '', time = ''] = local.split(' ');
  return zoneCalendar(zone).instantOf(date, time);
};

test.each([
  ['inside the morning', '2026-11-23 10:00', 1, '2026-11-23 11:00'],
  ['over lunch', '2026-11-23 11:00', 2, '2026-11-23 14:30'],
  ['ends with the day, not at the next morning', '2026-11-23 14:00', 4, '2026-11-23 18:00'],
  ['the last minute counts', '2026-11-23 18:00', 2, '2026-11-24 11:00'],
  ['over the night', '2026-11-23 17:00', 2, '2026-11-24 10:00'],
  ['over the weekend', '2026-11-27 17:00', 4, '2026-11-30 12:00'],
  ['from the weekend', '2026-11-28 03:00', 2, '2026-11-30 11:00'],
  ['nothing, in the night', '2026-11-23 23:00', 0, '2026-11-24 09:00'],
  ['nothing, at lunch', '2026-11-23 12:30', 0, '2026-11-23 13:30'],
  ['nothing, at the end of a morning', '2026-11-23 12:00', 0, '2026-11-23 12:00'],
  ['two weeks of work', '2026-11-23 09:00', 75, '2026-12-04 18:00'],
])('hours: %s', (_name, from, hours, to) => {
  expect(addWorkingMs(shanghai, at(from), hours * HOUR)).toBe(at(to));
  expect(workingMsBetween(shanghai, at(from), at(to))).toBe(hours * HOUR);
  expect(workingMsBetween(shanghai, at(to), at(from))).toBe(0 - hours * HOUR);
});

test.each([
  ['two days over a weekend', '2026-11-27 10:00', 2, '2026-12-01 10:00'],
  ['from the weekend counts from the next working day', '2026-11-28 10:00', 1, '2026-12-01 09:00'],
  ['none', '2026-11-28 10:00', 0, '2026-11-30 09:00'],
  ['from an evening counts from the next morning', '2026-11-23 20:00', 1, '2026-11-25 09:00'],
  ['the end of a day', '2026-11-23 18:00', 1, '2026-11-24 18:00'],
])('days: %s', (_name, from, days, to) => {
  expect(addWorkingDays(shanghai, at(from), days)).toBe(at(to));
});

test('a working night, and one that ends at midnight', () => {
  const nights = week(
    'Asia/Shanghai',
    [],
    [
      { from: '00:00', to: '06:00' },
      { from: '22:00', to: '24:00' },
    ],
  );
  expect(addWorkingMs(nights, at('2026-11-23 23:00'), 2 * HOUR)).toBe(at('2026-11-24 01:00'));
  // Saturday is free: what is left on Friday at midnight waits for Monday.
  expect(addWorkingMs(nights, at('2026-11-27 23:00'), HOUR)).toBe(at('2026-11-28 00:00'));
  expect(addWorkingMs(nights, at('2026-11-28 00:00'), HOUR)).toBe(at('2026-11-30 01:00'));
  expect(addWorkingDays(nights, at('2026-11-28 00:00'), 1)).toBe(at('2026-12-01 00:00'));
});

test('a night in which the clocks change has an hour less or more', () => {
  const zone = 'Europe/Berlin';
  const calendar = zoneCalendar(zone);
  const always: WorkTime = {
    dateOf: calendar.dateOf,
    stretchesOf: (date) => stretchesOf([{ from: '00:00', to: '06:00' }], date, calendar.instantOf),
  };
  const hours = (date: string) => workingMsBetween(always, at(`${date} 00:00`, zone), at(`${date} 12:00`, zone)) / HOUR;
  expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([6, 5, 7]);
  expect(addWorkingMs(always, at('2026-03-29 01:00', zone), 2 * HOUR)).toBe(at('2026-03-29 04:00', zone));
  // Where the clocks skip midnight, the day begins at one.
  const cairo = week('Africa/Cairo', [], [{ from: '00:00', to: '03:00' }]);
  expect(addWorkingMs(cairo, at('2026-04-23 12:00', 'Africa/Cairo'), 0)).toBe(Date.parse('2026-04-23T22:00:00Z'));
});

test('a stretch the clocks skip is none, and spans that touch are one', () => {
  const { instantOf } = zoneCalendar('Europe/Berlin');
  expect(stretchesOf([{ from: '02:00', to: '03:00' }], '2026-03-29', instantOf)).toEqual([]);
  expect(
    stretchesOf(
      [
        { from: '09:00', to: '12:00' },
        { from: '12:00', to: '18:00' },
      ],
      '2026-03-30',
      instantOf,
    ),
  ).toHaveLength(1);
});

test('without any work there is an error, not an endless search', () => {
  const never: WorkTime = { dateOf: shanghai.dateOf, stretchesOf: () => [] };
  expect(() => addWorkingMs(never, at('2026-01-01 00:00'), 1)).toThrow(RangeError);
  expect(() => addWorkingDays(never, at('2026-01-01 00:00'), 1)).toThrow(RangeError);
  expect(() => addWorkingMs(shanghai, at('2026-01-01 00:00'), -1)).toThrow(RangeError);
  expect(() => addWorkingDays(shanghai, at('2026-01-01 00:00'), 1.5)).toThrow(RangeError);
});

test('what is wrong with hours', () => {
  expect(['00:00', '24:00', '09:30'].every(isClock)).toBe(true);
  expect(['24:01', '9:30', '12:60', ''].some(isClock)).toBe(false);
  expect(hoursProblem(DAY)).toBe(null);
  expect(hoursProblem([{ from: '12:00', to: '12:00' }])).toEqual({ at: 0, why: 'order' });
  expect(
    hoursProblem([
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ]),
  ).toEqual({ at: 1, why: 'overlap' });
});

const anyWork = fc
  .record({
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo'),
    free: fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 12 }),
    hours: fc.constantFrom(
      DAY,
      [{ from: '00:00', to: '24:00' }],
      [
        { from: '00:00', to: '03:30' },
        { from: '21:00', to: '24:00' },
      ],
    ),
  })
  .map(({ zone, free, hours }) =>
    week(
      zone,
      free.flatMap((day) => ['03', '10', '11'].map((month) => `2026-${month}-${String(day).padStart(2, '0')}`)),
      hours,
    ),
  );
const anyInstant = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 10, 20) });
const anyMs = fc.integer({ min: 0, max: 100 * HOUR });

test('adding a + b is adding a, then b', () => {
  fc.assert(
    fc.property(anyWork, anyInstant, anyMs, anyMs, (work, start, a, b) => {
      expect(addWorkingMs(work, addWorkingMs(work, start, a), b)).toBe(addWorkingMs(work, start, a + b));
    }),
    { numRuns: 400 },
  );
});

test('it never ends outside working time, and between gives back what was added', () => {
  fc.assert(
    fc.property(anyWork, anyInstant, anyMs, (work, start, ms) => {
      const end = addWorkingMs(work, start, ms);
      const around = [start - 1, end, end - 1].flatMap((instant) => work.stretchesOf(work.dateOf(instant)));
      expect(around.some(({ from, to }) => from <= end && end <= to)).toBe(true);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(workingMsBetween(work, start, end)).toBe(ms);
    }),
    { numRuns: 400 },
  );
});

test('working days end in working time, later for more days', () => {
  fc.assert(
    fc.property(anyWork, anyInstant, fc.integer({ min: 0, max: 15 }), (work, start, days) => {
      const end = addWorkingDays(work, start, days);
      expect(addWorkingMs(work, end, 0)).toBe(end);
      expect(addWorkingDays(work, start, days + 1)).toBeGreaterThan(end);
    }),
    { numRuns: 300 },
  );
});
