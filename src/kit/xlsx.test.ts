import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { columnName, workbook } from './xlsx.ts';

/** Reads a ZIP by its directory, as any other program would. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const size = bytes.readUInt32LE(at + 20);
    const name = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(
      bytes.subarray(at + 46, at + 46 + name).toString(),
      inflateRawSync(bytes.subarray(from, from + size)).toString(),
    );
    at += 46 + name;
  }
  return files;
}

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
