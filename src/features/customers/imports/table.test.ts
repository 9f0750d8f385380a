import { expect, test } from 'vitest';
import { looseValue, readAmount } from './cells.ts';
import { guessMapping } from './guess.ts';
import { shorten, LONGEST_LINE } from './rows.ts';
import { readHead } from './table.ts';

const head = (text: string, wish = {}) => readHead({ encoding: 'utf-8', lines: 0, head: Buffer.from(text) }, wish);

test.each([
  ['1234.5', 1234.5],
  ['¥1,234.50', 1234.5],
  ['￥ 1,234,567', 1_234_567],
  ['１２３．４', 123.4],
  ['-20元', -20],
  ['¥-20', -20],
  ['-¥20', -20],
  ['(1,000.00)', -1000],
  ['−5', -5],
  ['+5', 5],
  ['.5', 0.5],
  ['5 CNY', 5],
  ['-0', 0],
  ['1.234,56', null],
  ['1,23', null],
  ['12,3456', null],
  ['1e5', null],
  ['NaN', null],
  ['Infinity', null],
  ['', null],
  ['-', null],
  ['.', null],
  ['元', null],
  ['5.5.5', null],
  ['1234567890123456', null],
])('the amount %s is %s', (text, amount) => {
  expect(readAmount(text)).toBe(amount);
});

test('loose values: numbers as written, codes stay text', () => {
  expect(['1', '-2.50', '0', '0.5', '007', '1e5', '12345678901234567', ' x ', '1,000'].map(looseValue)).toEqual([
    1,
    -2.5,
    0,
    0.5,
    '007',
    '1e5',
    '12345678901234567',
    'x',
    '1,000',
  ]);
});

test.each([
  ['a,b,c\n1,2,3\n', ',', true],
  ['a;b;c\n1,5;2;3\n', ';', true],
  ['a\tb\n1\t2\n', '\t', true],
  ['a|b|c\n1|2|3\n', '|', true],
  ['"x,y";b\n"1,2,3,4";2\n', ';', true],
  ['k1,2026-01-01,5\nk2,2026-01-02,6\n', ',', false],
])('delimiter and header of %j', (text, delimiter, header) => {
  expect(head(text).format).toMatchObject({ delimiter, header });
});

test('columns without a name or with the same one are told apart', () => {
  expect(head('a,,a,a\n1,2,3,4\n').columns).toEqual(['a', 'column_2', 'a (2)', 'a (3)']);
  expect(head('x,2026-01-01\n').columns).toEqual(['column_1', 'column_2']);
  expect(head('x,y\n', { header: false }).columns).toEqual(['column_1', 'column_2']);
});

test('the mapping is guessed by names in both languages and by what stands in the cells', () => {
  const guess = (kind: Parameters<typeof guessMapping>[0], text: string) => {
    const { columns, rows } = head(text);
    return Object.fromEntries(guessMapping(kind, columns, rows).map(({ field, column }) => [field, column]));
  };
  expect(guess('orders', '订单编号,会员号,下单时间,实付金额,备注\nA1,m1,2026-01-01,5,x\n')).toEqual({
    external_id: '订单编号',
    customer: '会员号',
    at: '下单时间',
    amount: '实付金额',
  });
  expect(guess('orders', 'InvoiceNo,CustomerID,InvoiceDate,Total (GBP)\n1,2,2011-01-01 10:00,5\n')).toMatchObject({
    external_id: 'InvoiceNo',
    customer: 'CustomerID',
    at: 'InvoiceDate',
    amount: 'Total (GBP)',
  });
  expect(guess('customers', '客户编号,姓名,联系方式,生日\nk1,沈,13800001234,1990-01-01\n')).toEqual({
    external_id: '客户编号',
    name: '姓名',
    phone: '联系方式',
    birthday: '生日',
  });
});

test('a line that is too long is cut, its open quotation mark closed, and the next line is whole', async () => {
  async function* texts() {
    yield 'a,"';
    for (let n = 0; n < 5; n++) yield 'x'.repeat(LONGEST_LINE / 4);
    yield 'tail"\nb,c\n';
  }
  let out = '';
  for await (const text of shorten(texts())) out += text;
  const lines = out.split('\n');
  expect(lines[0]).toHaveLength(LONGEST_LINE + 1);
  expect(lines[0]?.endsWith('x"')).toBe(true);
  expect(lines[1]).toBe('b,c');
});
