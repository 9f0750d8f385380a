import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\n=1', `"'\n=1"`],
  ['\u00a0=1', "'\u00a0=1"],
  ['＝1+1', "'＝1+1"],
  ['－2+3', "'－2+3"],
  ['+8613800001234', '+8613800001234'],
  ['-12.50', '-12.50'],
  ['a=b', 'a=b'],
])('%j is written so that no spreadsheet runs it', (text, written) => {
  expect(csvLine([text])).toBe(`${written}\r\n`);
});
