import { expect, test } from 'vitest';
import { tokensAsCss } from './css.ts';
import { type Colours, chart, colours, type Scheme } from './tokens.ts';

function luminance(hex: string): number {
  const channel = (at: number) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const schemes: Scheme[] = ['light', 'dark'];
const words: [keyof Colours, (keyof Colours)[]][] = [
  ['ink', ['surface', 'bg', 'sunken', 'hover', 'accentSoft']],
  ['ink2', ['surface', 'bg', 'sunken', 'hover']],
  ['ink3', ['surface', 'bg']],
  ['accent', ['surface']],
  ['accentInk', ['surface', 'accentSoft']],
  ['onAccent', ['accent', 'accentHover', 'accentPress']],
  ['ok', ['surface', 'okSoft']],
  ['warn', ['surface', 'warnSoft']],
  ['bad', ['surface', 'badSoft']],
];

for (const scheme of schemes) {
  const c = colours[scheme];
  for (const [ink, grounds] of words) {
    test(`${scheme}: ${ink} is readable (4.5) on ${grounds.join(', ')}`, () => {
      for (const ground of grounds) expect(contrast(c[ink], c[ground])).toBeGreaterThanOrEqual(4.5);
    });
  }
  test(`${scheme}: marks in charts stand out (3)`, () => {
    for (const mark of [c.accent, c.control, ...chart[scheme].categories])
      expect(contrast(mark, c.surface)).toBeGreaterThanOrEqual(3);
  });
}

test('the style sheet names both schemes and lets a choice win over the system', () => {
  const css = tokensAsCss();
  expect(css).toContain('--accent-soft:#EEF0FD');
  expect(css).toContain('--ink-2:#535A68');
  expect(css).toContain('\n[data-theme=dark]');
  expect(css).toContain('--size-top-bar:52px');
});
