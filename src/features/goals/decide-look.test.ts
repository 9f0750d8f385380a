import { expect, test } from 'vitest';
import { decideLook, decideProgress, NO_FRAME } from './decide-look.ts';

const period = { start: '2026-06-01', end: '2026-07-01' };
const needed = (of: Parameters<typeof decideLook>[0], value: number, n: number, target: number, passed = 0.9) => {
  const figure = { value, n, low: value - 0.1, high: value + 0.1 };
  const look = decideLook(of, figure, { kind: 'fixed', low: null, high: null }, NO_FRAME, passed);
  return decideProgress(of, look, target, period, passed).needed;
};

test('what the rest must come to says whether it can', () => {
  const rate = { unit: 'share' as const, least: 1, direction: 'higher' as const };
  expect(needed(rate, 0.85, 90, 0.86)).toMatchObject({ n: 10, can: 'open' });
  expect(needed(rate, 0.5, 90, 0.86)?.can).toBe('never');
  expect(needed(rate, 1, 90, 0.86)?.can).toBe('sure');
  const overdue = { ...rate, direction: 'lower' as const };
  expect(needed(overdue, 0.25, 55, 0.1, 0.88)?.can).toBe('never');
  expect(needed(overdue, 0, 90, 0.2)?.can).toBe('sure');
  const score = { unit: 'score' as const, range: [1, 5] as const, least: 1, direction: 'lower' as const };
  expect(needed(score, 3, 90, 2.7)?.can).toBe('never');
  expect(needed(score, 3, 90, 2.9)).toMatchObject({ n: 10, can: 'open' });
  expect(needed({ ...rate, unit: 'money', adds: true }, 120, 3, 100)?.can).toBe('sure');
});
