import { expect, test } from 'vitest';
import { trajectory } from './trajectory.ts';

const orders = [
  { day: '2011-03-09', amount: 100 },
  { day: '2011-01-31', amount: 50.5 },
  { day: '2011-03-20', amount: -30 },
];

test('the line has every month until today and counts purchases', () => {
  const { periods, by } = trajectory(orders, 120.5, '2011-05-02');
  expect(by).toBe('month');
  expect(periods).toEqual([
    { label: '2011-01', net: 50.5, orders: 1 },
    { label: '2011-02', net: 50.5, orders: 0 },
    { label: '2011-03', net: 120.5, orders: 1 },
    { label: '2011-04', net: 120.5, orders: 0 },
    { label: '2011-05', net: 120.5, orders: 0 },
  ]);
});

test('it ends at the total even when old orders were not read', () => {
  const { periods } = trajectory(orders, 1120.5, '2011-03-31');
  expect(periods.map((period) => period.net)).toEqual([1050.5, 1050.5, 1120.5]);
});

test('years become quarters, and a day finds its place', () => {
  const again = [...orders, { day: '2014-02-01', amount: 10 }];
  const { periods, by, indexOf } = trajectory(again, 130.5, '2014-02-01');
  expect(by).toBe('quarter');
  expect(periods[0]).toEqual({ label: '2011 Q1', net: 120.5, orders: 2 });
  expect(periods).toHaveLength(13);
  expect(indexOf('2011-04-01')).toBe(1);
});

test('a silence of years is cut short', () => {
  const { periods, end } = trajectory(orders, 120.5, '2026-11-23');
  expect(periods).toHaveLength(9);
  expect(end).toBe('2011-09');
});

test('without orders there is today alone', () => {
  expect(trajectory([], 0, '2026-11-23').periods).toEqual([{ label: '2026-11', net: 0, orders: 0 }]);
});
