import { expect, test } from 'vitest';
import { zoneCalendar } from './calendar-zone.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

test('days of Asia/Shanghai begin at 16:00 UTC the day before', () => {
  const shanghai = zoneCalendar('Asia/Shanghai');
  expect(shanghai.dateOf(Date.parse('2011-06-01T15:59:59Z'))).toBe('2011-06-01');
  expect(shanghai.dateOf(Date.parse('2011-06-01T16:00:00Z'))).toBe('2011-06-02');
  expect(iso(shanghai.startOfDay(Date.parse('2026-03-01T00:00:00Z'), -1))).toBe('2026-02-27T16:00:00.000Z');
  expect(iso(shanghai.instantOf('2026-11-23', '09:30'))).toBe('2026-11-23T01:30:00.000Z');
  expect(shanghai.weekdayOf('2026-11-23')).toBe(1);
});

test('a day on which the clock changes is 23 or 25 hours long', () => {
  const york = zoneCalendar('America/New_York');
  const hours = (date: string, next: string): number => (york.startOfDate(next) - york.startOfDate(date)) / 3_600_000;
  expect(hours('2026-03-08', '2026-03-09')).toBe(23);
  expect(hours('2026-11-01', '2026-11-02')).toBe(25);
  expect(hours('2026-07-01', '2026-07-02')).toBe(24);
});

test('a skipped local time is read after the gap, a repeated one as the first', () => {
  const york = zoneCalendar('America/New_York');
  expect(iso(york.instantOf('2026-03-08', '02:30'))).toBe('2026-03-08T07:30:00.000Z');
  expect(iso(york.instantOf('2026-11-01', '01:30'))).toBe('2026-11-01T05:30:00.000Z');
});

test('zones with midnight changes and with odd offsets', () => {
  const beirut = zoneCalendar('Asia/Beirut');
  // Midnight does not exist on that day: it begins at one o'clock.
  expect(beirut.dateOf(beirut.startOfDate('2026-03-29'))).toBe('2026-03-29');
  expect(iso(zoneCalendar('Asia/Kathmandu').startOfDate('2026-01-01'))).toBe('2025-12-31T18:15:00.000Z');
  expect(() => zoneCalendar('Mars/Olympus')).toThrow(RangeError);
});
