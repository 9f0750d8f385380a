import { expect, test } from 'vitest';
import { atOnce } from './at-once.ts';

test('several lines go on at once, each in its order; an error ends it', async () => {
  const done: string[] = [];
  let running = 0;
  let most = 0;
  const items = Array.from({ length: 30 }, (_, n) => ({ line: String(n % 7), n }));
  await atOnce(
    items,
    ({ line }) => line,
    async ({ line, n }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      running--;
      done.push(`${line}/${n}`);
    },
  );
  expect(done).toHaveLength(30);
  expect(most).toBe(4);
  for (const line of ['0', '3', '6']) {
    const order = done.filter((each) => each.startsWith(`${line}/`)).map((each) => Number(each.split('/')[1]));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
  await expect(atOnce(items, String, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
