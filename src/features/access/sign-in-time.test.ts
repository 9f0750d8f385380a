/** What the time of an answer tells a stranger. Alone here passwords are hashed with all the work that it takes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccessWorld, openAccessWorld } from './testing/world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld({ passwordCost: 0 });
});
afterAll(() => world.close());

test('an unknown e-mail takes as long as a wrong password', async () => {
  const once = async (email: string) => {
    const start = performance.now();
    await world.signIn(email, 'wrong-password');
    return performance.now() - start;
  };
  // By turns: whatever else the machine does falls on both.
  const times: { known: number; unknown: number }[] = [];
  for (let round = 0; round < 9; round++) {
    times.push({ known: await once(world.administrator.email), unknown: await once('somebody.else@example.com') });
  }
  const median = (values: number[]) => values.sort((x, y) => x - y)[4] ?? 0;
  const known = median(times.map((one) => one.known));
  const unknown = median(times.map((one) => one.unknown));
  // scrypt dominates both; without it an unknown e-mail would answer in a tenth of the time.
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
});
