import { expect, test } from 'vitest';
import { Together } from './together.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

test('what arrives while work is under way is done together, each gets its own answer', async () => {
  const batches: string[] = [];
  const together = new Together<number, number>(async (key, items) => {
    batches.push(`${key}:${items.join(',')}`);
    await tick();
    return items.map((item) => item * 10);
  });
  const answers = await Promise.all([1, 2, 3, 4].map((item) => together.run('a', item)).concat(together.run('b', 9)));
  expect(answers).toEqual([10, 20, 30, 40, 90]);
  expect(batches.sort()).toEqual(['a:1', 'a:2,3,4', 'b:9']);
  expect(await together.run('a', 5)).toBe(50);
});

test('one that fails does not fail its neighbours', async () => {
  const together = new Together<number, number>(async (_key, items) => {
    await tick();
    if (items.includes(3)) throw new Error('three');
    return items.map((item) => item);
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map((item) => together.run('a', item)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await together.run('a', 7)).toBe(7);
});
