import { expect, test } from 'vitest';
import { layOut } from './flow-layout.ts';

test('bars fill the height on one scale, and the bands fill the bars', () => {
  const flows = [
    { from: 'a', to: 'a', n: 6 },
    { from: 'a', to: 'b', n: 2 },
    { from: null, to: 'b', n: 2 },
    { from: 'b', to: null, n: 1 },
  ];
  const before = [
    { key: 'b', n: 1 },
    { key: null, n: 2 },
    { key: 'a', n: 8 },
  ];
  const after = [
    { key: null, n: 1 },
    { key: 'a', n: 6 },
    { key: 'b', n: 4 },
  ];
  const { starts, ends, bands } = layOut(['a', 'b'], before, after, flows, { height: 240, gap: 10 });
  expect(starts.map(({ key }) => key)).toEqual(['a', 'b', null]);
  expect(ends.map(({ height }) => Math.round(height))).toEqual([120, 80, 20]);
  expect((starts.at(-1)?.y ?? 0) + (starts.at(-1)?.height ?? 0)).toBeCloseTo(240, 9);
  for (const bar of starts) {
    const out = bands.filter(({ from }) => from === bar.key).reduce((sum, { height }) => sum + height, 0);
    expect(out, String(bar.key)).toBeCloseTo(bar.height, 9);
  }
  expect(bands.find(({ from, to }) => from === 'a' && to === 'b')?.y0).toBeCloseTo(120, 9);
});
