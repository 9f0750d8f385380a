import fc from 'fast-check';
import { expect, test } from 'vitest';
import cases from './cases/personal.json' with { type: 'json' };
import hard from './cases/personal-hard.json' with { type: 'json' };
import { isIdCard, isLuhn } from './personal-shapes.ts';
import { findPersonal, maskPersonal } from './index.ts';

test.each([...cases, ...hard])('$text', ({ text, masked }) => {
  expect(maskPersonal(text)).toBe(masked);
});

test('checksums', () => {
  expect(isIdCard('11010519491231002X')).toBe(true);
  expect(isIdCard('110105194912310021')).toBe(false);
  expect(isIdCard('11010519491331002X')).toBe(false);
  expect(isLuhn('4111111111111111')).toBe(true);
  expect(isLuhn('4111111111111112')).toBe(false);
});

test('masking keeps every position and leaves no number to be read', () => {
  const digits = fc.integer({ min: 0, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), digits, fc.string({ unit: 'grapheme' }), (before, tail, after) => {
      const text = `${before} 139${tail} ${after}`;
      const masked = maskPersonal(text);
      expect(masked).toHaveLength(text.length);
      expect(masked).not.toContain(`139${tail}`);
      for (const { start, end } of findPersonal(text)) expect(end).toBeGreaterThan(start);
    }),
  );
});

test('100 KB of digits or letters take no time to speak of', () => {
  const began = performance.now();
  for (const piece of [
    '1',
    '13812345678',
    'a',
    'a.',
    '4111 ',
    '我叫',
    '@',
    '张',
    '路',
    '路1号',
    '京a1',
    'vx',
    '1 ',
    '一三',
    '+1 ',
    '3 Aa ',
  ])
    maskPersonal(piece.repeat(100_000 / piece.length));
  expect(performance.now() - began).toBeLessThan(3000);
});
