import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliver } from './deliver.ts';
import { type Letters, openLetters } from './testing/letters.ts';

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

const go = { signal: new AbortController().signal };

test('caps hold however many programs decide at once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.push(await letters.customer(`C-${n}`, { email: undefined }));
  for (let n = 0; n < 8; n++) await letters.send(ids, [{ channel: n % 2 ? 'sms' : 'wecom' }], { run: `run_cap_${n}` });
  const ctx = await letters.ctx();
  await Promise.all([1, 2, 3, 4].map(() => deliver(ctx, go)));
  for (const id of ids) {
    const attempts = await letters.attempts(id);
    expect(attempts.filter((each) => each.contacted_at).length, id).toBe(2);
    const waiting = attempts.filter((each) => each.state === 'queued');
    expect(waiting).toHaveLength(6);
    for (const each of waiting) expect(each.reason).toBe('frequency');
  }
  // Days go by: two a day, five a week.
  for (const day of ['25', '26', '27', '28']) {
    await letters.at(`2026-11-${day}T12:00:00`);
    await letters.world.sweep();
    await letters.world.drain();
  }
  for (const id of ids) expect((await letters.attempts(id)).filter((each) => each.contacted_at)).toHaveLength(5);
  await letters.at('2026-11-24T10:00:00');
});
