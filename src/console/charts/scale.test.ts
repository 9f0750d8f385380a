import { expect, test } from 'vitest';
import { aroundZero, linear, textWidth, ticks } from './scale.ts';

test('ticks are round and cover the range', () => {
  expect(ticks(23, 62, 3)).toEqual([20, 40, 60, 80]);
  expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(ticks(-5870, 598110, 3)).toEqual([-250000, 0, 250000, 500000, 750000]);
  expect(ticks(5, 5)).toEqual([5]);
  expect(ticks(Number.NaN, 1)).toEqual([]);
});

test('a linear scale maps ends to ends, a flat range does not divide by zero', () => {
  expect(linear([0, 10], [100, 200])(5)).toBe(150);
  expect(linear([3, 3], [0, 100])(3)).toBe(0);
});

test('rows share the zero line and stay inside', () => {
  for (const values of [
    [2, 4.7, 7.2, 3],
    [-12.9, 5, 22.9],
    [-4, -2, -1],
    [0, 0, 0],
  ]) {
    const x = aroundZero(values, 376);
    expect(x(0)).toBeCloseTo(376 * 0.3);
    for (const value of values) {
      expect(x(value)).toBeGreaterThanOrEqual(15.9);
      expect(x(value)).toBeLessThanOrEqual(360.1);
    }
  }
});

test('Han is wider than Latin', () => {
  expect(textWidth('到店', 12)).toBe(24);
  expect(textWidth('NPS', 12)).toBe(21);
});
