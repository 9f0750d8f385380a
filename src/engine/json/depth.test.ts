import { expect, test } from 'vitest';
import { isDeeperThan } from './depth.ts';

test.each([
  [1, 0, false],
  [[], 0, false],
  [[1], 0, true],
  [{ a: [{ b: 1 }] }, 3, false],
  [{ a: [{ b: 1 }] }, 2, true],
])('%j below %i: %s', (value, most, deeper) => expect(isDeeperThan(value, most)).toBe(deeper));

test('a million levels do not run out of stack', () => {
  let value: unknown = 1;
  for (let n = 0; n < 1e6; n++) value = [value];
  expect(isDeeperThan(value, 100)).toBe(true);
});
