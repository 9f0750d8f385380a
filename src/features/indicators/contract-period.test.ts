import { expect, test } from 'vitest';
import { periodOf } from './contract-period.ts';

test.each([
  ['month', '2026-01-31', '2026-01-01', '2026-01-31'],
  ['last', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['last', '2026-03-01', '2026-02-01', '2026-02-28'],
  ['days30', '2026-03-01', '2026-01-31', '2026-03-01'],
  ['year', '2026-03-15', '2025-04-01', '2026-03-15'],
] as const)('%s on %s', (period, today, from, to) => {
  expect(periodOf(period, today)).toEqual({ from, to });
});
