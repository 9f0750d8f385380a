import { expect, test } from 'vitest';
import { unzip } from './testing/xlsx.ts';
import { columnName, workbook } from './xlsx.ts';

test('numbers stay numbers, text is never a formula, what XML cannot hold is dropped', () => {
  const files = unzip(
    workbook([
      { name: 'a/b', rows: [['x'], [1.5], ['=HYPERLINK("http://x")'], ['<&\u0001\ud800'], [null], [Number.NaN]] },
      { name: 'A b', rows: [['y']] },
    ]),
  );
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).toContain('<c r="A2" s="0"><v>1.5</v></c>');
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)</t></is>');
  expect(sheet).toContain('>&lt;&amp;</t>');
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<row r="5"></row><row r="6"></row>');
  expect(files.get('xl/workbook.xml')).toMatch(/name="a b".*name="A b 2"/);
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => {
  expect(columnName(index)).toBe(name);
});
