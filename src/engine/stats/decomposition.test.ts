import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decompose, standsOut } from './decomposition.ts';

const part = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  value: fc.double({ min: -100, max: 100, noNaN: true }),
  n: fc.integer({ min: 0, max: 500 }),
});
const parts = fc.uniqueArray(part, { selector: ({ key }) => key, minLength: 1, maxLength: 5 });

test('the parts add up to the whole, rate and mix too', () => {
  fc.assert(
    fc.property(parts, parts, (before, now) => {
      const found = decompose(before, now, 1);
      if (!found) return;
      expect(found.parts.reduce((sum, each) => sum + each.effect, 0)).toBeCloseTo(found.change, 6);
      expect(found.rate + found.mix).toBeCloseTo(found.change, 6);
    }),
  );
});

test('forwards and backwards are the same with the sign turned', () => {
  fc.assert(
    fc.property(parts, parts, (before, now) => {
      const [there, back] = [decompose(before, now, 1), decompose(now, before, 1)];
      for (const { key, effect } of there?.parts ?? []) {
        expect(back?.parts.find((each) => each.key === key)?.effect).toBeCloseTo(-effect, 6);
      }
    }),
  );
});

test('the same shares: all is rate. The same figures: all is mix', () => {
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 2, max: 5 }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      (one, by, shift) => {
        const moved = decompose(
          one,
          one.map((each) => ({ ...each, value: each.value + shift, n: each.n * by })),
          1,
        );
        expect(moved?.mix ?? 0).toBeCloseTo(0, 6);
        const mixed = decompose(
          one,
          one.map((each, at) => ({ ...each, n: each.n * (at + 1) })),
          1,
        );
        expect(mixed?.rate ?? 0).toBeCloseTo(0, 6);
      },
    ),
  );
});

test('by hand: one script falls, the other stays', () => {
  // 80 % of 200 and of 200; then 60 % and 80 %: the whole falls from 80 to 70, all by the first.
  const before = [
    { key: 'a', value: 0.8, n: 200 },
    { key: 'b', value: 0.8, n: 200 },
  ];
  const now = [
    { key: 'a', value: 0.6, n: 200 },
    { key: 'b', value: 0.8, n: 200 },
  ];
  const found = decompose(before, now, 0.4);
  if (!found) throw new Error('both sides have answers');
  expect(found.change).toBeCloseTo(-0.1, 12);
  expect(found.parts[0]).toMatchObject({ key: 'a', mix: expect.closeTo(0, 12), rate: expect.closeTo(-0.1, 12) });
  // (-0.2 - 0) / hypot(0.04, 0.04)
  expect(found.parts[0]?.apart).toBeCloseTo(-0.2 / Math.hypot(0.04, 0.04), 9);
  expect(standsOut(found)?.key).toBe('a');
});

test('where all fall alike, nothing stands out, however large a part is', () => {
  const found = decompose(
    [
      { key: 'a', value: 0.8, n: 900 },
      { key: 'b', value: 0.8, n: 100 },
    ],
    [
      { key: 'a', value: 0.6, n: 900 },
      { key: 'b', value: 0.6, n: 100 },
    ],
    0.4,
  );
  expect(found && standsOut(found)).toBeNull();
});

test('a shift towards a weak channel stands out as mix', () => {
  const found = decompose(
    [
      { key: 'phone', value: 0.6, n: 900 },
      { key: 'sms', value: 0.1, n: 100 },
    ],
    [
      { key: 'phone', value: 0.6, n: 500 },
      { key: 'sms', value: 0.1, n: 500 },
    ],
    0.45,
  );
  const cause = found && standsOut(found);
  expect(found?.rate).toBeCloseTo(0, 12);
  expect(cause).toMatchObject({ key: 'sms', rate: 0 });
});

test('against what there is without any other: who gave no reason moves nothing by being fewer', () => {
  const before = [
    { key: '', value: 60, n: 120 },
    { key: 'waiting', value: -100, n: 26 },
    { key: 'price', value: -80, n: 20 },
  ];
  const now = [
    { key: '', value: 60, n: 19 },
    { key: 'waiting', value: -100, n: 26 },
    { key: 'price', value: -80, n: 5 },
  ];
  const plain = decompose(before, now, 85);
  const weighed = decompose(before, now, 85, '');
  expect(weighed?.change).toBeCloseTo(plain?.change ?? 0, 9);
  expect(weighed?.parts.reduce((sum, each) => sum + each.effect, 0)).toBeCloseTo(weighed?.change ?? 0, 9);
  expect(weighed?.parts.find(({ key }) => key === '')?.effect).toBeCloseTo(0, 9);
  expect(plain?.parts.find(({ key }) => key === '')?.effect).toBeLessThan(-15);
  expect(weighed && standsOut(weighed)?.key).toBe('waiting');
});
