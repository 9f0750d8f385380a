import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';

test.each([
  ['a'.repeat(160), 1, 'gsm', 0],
  ['a'.repeat(161), 2, 'gsm', 145],
  ['€'.repeat(80), 1, 'gsm', 0],
  ['€'.repeat(81), 2, 'gsm', 144],
  ['好'.repeat(70), 1, 'ucs2', 0],
  ['好'.repeat(71), 2, 'ucs2', 63],
  [`a${'好'.repeat(134)}`, 3, 'ucs2', 66],
  ['😀'.repeat(35), 1, 'ucs2', 0],
  ['', 1, 'gsm', 160],
])('%#: %s', (text, parts, alphabet, left) => {
  expect(partsOf(text)).toMatchObject({ parts, alphabet, left });
});

test('in mainland China letters cost what characters cost', () => {
  expect(partsOf('a'.repeat(71), { gsm: false })).toMatchObject({ parts: 2, alphabet: 'ucs2' });
});
