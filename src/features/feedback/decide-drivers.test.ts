import { expect, test } from 'vitest';
import { decideDrivers, decideTendencies } from './decide-drivers.ts';

const of = (code: string, lowK: number, lowN: number, highK: number, highN: number) => ({
  code,
  low: { k: lowK, n: lowN },
  high: { k: highK, n: highN },
});

test('what goes with low scores stands first, with its interval', () => {
  const drivers = decideDrivers([
    of('price', 12, 100, 10, 100),
    of('waiting', 40, 100, 8, 100),
    of('rare', 2, 100, 1, 100),
  ]);
  expect(drivers.map(({ code, stands }) => `${code} ${stands}`)).toEqual(['waiting true', 'price false', 'rare false']);
  expect(drivers[0]!.difference).toBeCloseTo(0.32, 10);
  expect(drivers[0]!.ci![0]).toBeCloseTo(0.2055, 3);
  expect(drivers[0]!.ci![1]).toBeCloseTo(0.4254, 3);
  expect(drivers[2]).toMatchObject({ difference: null, ci: null });
});

test('too few customers on a side: no figure', () => {
  expect(decideDrivers([of('waiting', 20, 29, 0, 200)])[0]).toMatchObject({ difference: null, stands: false });
});

test('one reason of many must stand out more than one alone', () => {
  const borderline = of('waiting', 20, 100, 9, 100);
  expect(decideDrivers([borderline])[0]!.stands).toBe(true);
  const others = Array.from({ length: 12 }, (_, at) => of(`other${at}`, 10, 100, 10, 100));
  expect(decideDrivers([borderline, ...others])[0]).toMatchObject({ code: 'waiting', stands: false });
});

test('a reason rises when its share does, not when there is more of everything', () => {
  const growing = [10, 20, 40, 80, 160];
  const found = decideTendencies(
    new Map([
      ['steady', growing.map((n) => ({ n, k: n / 5 }))],
      ['rising', growing.map((n, at) => ({ n, k: Math.round((n * (at + 1)) / 12) }))],
      ['falling', growing.map((n, at) => ({ n, k: Math.round((n * (5 - at)) / 12) }))],
      ['few', growing.map((n, at) => ({ n, k: at }))],
    ]),
  );
  expect(found.get('steady')).toBeNull();
  expect(found.get('rising')).toMatchObject({ direction: 'up' });
  expect(found.get('falling')).toMatchObject({ direction: 'down' });
  expect(
    decideTendencies(
      new Map([
        [
          'few',
          [
            { n: 5, k: 0 },
            { n: 5, k: 1 },
            { n: 5, k: 3 },
          ],
        ],
      ]),
    ).get('few'),
  ).toBeNull();
});
