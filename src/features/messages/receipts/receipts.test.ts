import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsOf } from './news.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

const STATUSES = ['accepted', 'delivered', 'read', 'failed'] as const;

test('receipts in any order, twice or late: the same end, and every event once', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 5 }), async (told) => {
      const id = await letters.customer(`R-${n++}`, { email: undefined });
      await letters.send([id], [{ channel: 'sms' }]);
      await letters.world.drain();
      const [attempt] = await letters.attempts(id);
      for (const status of told) await letters.receipt(attempt?.delivery_id ?? '', status);
      const [after] = await letters.attempts(id);
      // The sandbox has delivered it already: only being read is news.
      expect(after?.state).toBe(told.includes('read') ? 'read' : 'delivered');
      const { body } = await letters.world.call('GET', `/api/w/main/customers/${id}/events`);
      const types = body.items.map((item: { type: string }) => item.type);
      expect(new Set(types).size).toBe(types.length);
      expect(types.includes('message_read')).toBe(told.includes('read'));
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('the events on the way to a state', () => {
  expect(newsOf({ was: 'sending', state: 'delivered' })).toEqual(['message_sent', 'message_delivered']);
  expect(newsOf({ was: 'accepted', state: 'read' })).toEqual(['message_delivered', 'message_read']);
  expect(newsOf({ was: 'unknown', state: 'accepted' })).toEqual(['message_sent']);
  expect(newsOf({ was: 'accepted', state: 'failed' })).toEqual(['message_failed']);
  expect(newsOf({ was: 'failed', state: 'delivered' })).toEqual(['message_sent', 'message_delivered']);
});

test('a receipt of something that is not ours changes nothing', async () => {
  expect(await letters.receipt('dlv_00000000000070008000000000000000', 'read')).toBe(0);
});
