import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, isDate, isoOf, monthDaysBetween } from './dates.ts';
import { unitsOf } from './events/decimal.ts';

test('days and months, over leap years and ends of months', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-01-31', -11)).toBe('2025-02-28');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  for (let days = -800_000; days < 800_000; days += 997) {
    const date = addDays('1970-01-01', days);
    if (days > -700_000) expect(date).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
    if (days > -700_000) expect(daysBetween('1970-01-01', date)).toBe(days);
  }
});

test('what a date is', () => {
  expect(['2026-02-28', '2024-02-29', '0001-01-01'].every(isDate)).toBe(true);
  expect(['2026-02-29', '2026-13-01', '26-1-1', '2026-01-01T00:00', null, 20260101].some(isDate)).toBe(false);
});

test('a birthday on 29 February is kept on the 28th of other years', () => {
  expect(monthDaysBetween('2026-02-27', '2026-03-01')).toEqual(['02-27', '02-28', '02-29', '03-01']);
  expect(monthDaysBetween('2024-02-28', '2024-02-29')).toEqual(['02-28', '02-29']);
  expect(monthDaysBetween('2026-12-31', '2027-01-01')).toEqual(['12-31', '01-01']);
});

test('instants as text', () => {
  for (const instant of [0, -1, 1_795_000_000_123, -62_000_000_000_001]) {
    expect(isoOf(instant)).toBe(new Date(instant).toISOString());
  }
});

test('ten-thousandths, rounded in decimal half away from zero as PostgreSQL does', () => {
  const cases: [number, number][] = [
    [0.1, 1000],
    [1.00005, 10001],
    [-1.00005, -10001],
    [0.00004999, 0],
    [1e-7, 0],
    [2.675, 26750],
    [123456789.12345, 1234567891235],
    [-0.00005, -1],
  ];
  for (const [value, units] of cases) expect(unitsOf(value), String(value)).toBe(units);
});
