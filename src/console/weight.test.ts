import { expect, test } from 'vitest';
import { report, weigh } from './weight.ts';

const KB = 1024;
const chunk = (file: string, kb: number, more: Partial<Parameters<typeof weigh>[0][number]> = {}) => ({
  file,
  bytes: kb * KB,
  styles: [],
  imports: [],
  later: [],
  from: '',
  entry: false,
  ...more,
});

test('the shell counts all it imports once; a route counts only what the shell has not loaded', () => {
  const sizes = weigh(
    [
      chunk('main.js', 20, { entry: true, imports: ['react.js', 'shared.js'], styles: ['main.css'] }),
      chunk('react.js', 60, { imports: ['shared.js'] }),
      chunk('shared.js', 10),
      chunk('table.js', 90, { imports: ['react.js'] }),
      chunk('list.js', 5, { from: '/x/src/features/customers/screens/List.tsx', imports: ['table.js', 'shared.js'] }),
    ],
    new Map([['main.css', 4 * KB]]),
  );
  expect(sizes.shell).toBe(94 * KB);
  expect(sizes.routes).toEqual([{ name: 'customers/screens/List.tsx', bytes: 95 * KB }]);
  expect(report(sizes).over).toEqual([]);
});

test('a route over its budget is named', () => {
  const sizes = weigh(
    [chunk('main.js', 1, { entry: true }), chunk('big.js', 200, { from: '/x/features/reports/screens/Big.tsx' })],
    new Map(),
  );
  expect(report(sizes).over).toEqual(['200.0 KB of 180  reports/screens/Big.tsx']);
});
