import { expect, test } from 'vitest';
import {
  addMonths,
  busyness,
  dateText,
  dayAt,
  dayOf,
  fromSpringFestival,
  instant,
  monthsBefore,
  weekday,
} from './calendar.ts';

test('a day is a calendar day in Shanghai', () => {
  const day = dayOf('2026-11-24');
  expect(dateText(day)).toBe('2026-11-24');
  expect(weekday(day)).toBe(2);
  expect(new Date(instant(day, 0)).toISOString()).toBe('2026-11-23T16:00:00.000Z');
  expect(dayAt(instant(day, 0))).toBe(day);
  expect(dayAt(instant(day, 0) - 1)).toBe(day - 1);
  expect(() => dayOf('2026-11')).toThrow(RangeError);
});

test('months go over the turn of the year and clip at the 28th', () => {
  expect(dateText(monthsBefore(dayOf('2026-03-31'), 20))).toBe('2024-07-01');
  expect(dateText(addMonths(dayOf('2025-12-31'), 2))).toBe('2026-02-28');
});

test('closed over Spring Festival, busy after it and at weekends, quiet in the National Day week', () => {
  const festival = dayOf('2027-02-06');
  expect(fromSpringFestival(festival)).toBe(0);
  for (let day = festival - 1; day <= festival + 4; day++) expect(busyness(day, false)).toBe(0);
  expect(busyness(festival + 8, false)).toBeGreaterThan(1.3);
  expect(busyness(dayOf('2026-11-21'), false)).toBeGreaterThan(1.5 * busyness(dayOf('2026-11-24'), false));
  expect(busyness(dayOf('2026-10-01'), false)).toBeLessThan(0.4);
  expect(busyness(dayOf('2026-07-15'), true)).toBeGreaterThan(1.5 * busyness(dayOf('2026-04-15'), true));
});
