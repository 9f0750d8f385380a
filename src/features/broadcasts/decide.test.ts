import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AHEAD_MS, lotOf, portionOf } from './decide.ts';

const MINUTE = 60_000;

test('a pace is kept whatever the lots: nobody before its time, and no more over an hour than it says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.constantFrom(1, 200),
      fc.array(fc.integer({ min: 1000, max: 5 * MINUTE }), { minLength: 20, maxLength: 60 }),
      (perMinute, lot, looks) => {
        let now = 0;
        let pacedUntil: number | null = null;
        let told = 0;
        for (const after of looks) {
          const portion = portionOf({ perMinute, pacedUntil, lot }, now, 5000);
          if (portion.n > 0) {
            expect(portion.from).toBeGreaterThanOrEqual(now);
            expect(portion.from).toBeLessThan(now + AHEAD_MS);
            pacedUntil = portion.from + portion.n * portion.everyMs;
          }
          told += portion.n;
          now += after;
        }
        expect(told).toBeLessThanOrEqual(Math.ceil(((now + AHEAD_MS) / MINUTE) * perMinute) + lot);
      },
    ),
  );
});

test('whom WeCom tells first are told together, so that a colleague confirms them at once', () => {
  const after = { wait: { n: 1, unit: 'hour' as const } };
  expect(lotOf({ plan: [{ channel: 'wecom', ...after }, { channel: 'sms' }], preferred: false })).toBe(200);
  expect(lotOf({ plan: [{ channel: 'sms' }, { channel: 'wecom', together: true }], preferred: false })).toBe(200);
  expect(lotOf({ plan: [{ channel: 'sms', ...after }, { channel: 'wecom' }], preferred: false })).toBe(1);
  expect(lotOf({ plan: [{ channel: 'sms', ...after }, { channel: 'wecom' }], preferred: true })).toBe(200);
  const portion = portionOf({ perMinute: 300, pacedUntil: null, lot: 200 }, 0, 5000);
  expect(portion).toMatchObject({ n: 200, from: 0, apartMs: 0, everyMs: 200 });
});
