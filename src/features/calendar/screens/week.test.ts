import { expect, test } from 'vitest';
import { nextSpan, readClock, weekHours } from './week.ts';

test('a time of day as people type it', () => {
  expect(['9', '09:30', '9:30', '0930', '9：30', ' 24:00 '].map(readClock)).toEqual([
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '09:30',
    '24:00',
  ]);
  expect(['', '25:00', '9:60', '9:3', 'noon'].map(readClock)).toEqual([null, null, null, null, null]);
});

test('a further span comes after the last one', () => {
  expect(nextSpan([])).toEqual({ from: '09:00', to: '18:00' });
  expect(nextSpan([{ to: '12:00' }])).toEqual({ from: '13:00', to: '15:00' });
  expect(nextSpan([{ to: '22:30' }])).toEqual({ from: '23:00', to: '24:00' });
});

test('the week adds up', () => {
  const day = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] };
  expect(weekHours({ ...week, makeUp: day })).toBe(37.5);
});
