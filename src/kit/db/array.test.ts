import { expect, test } from 'vitest';
import pg from 'pg';
import { arrayOf, jsonArrayOf, plainArrayOf } from './array.ts';
import { openTestDatabase } from '../testing/postgres.ts';

test('any text, number and null come back from PostgreSQL as they went', async () => {
  const database = await openTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const texts = [
    '',
    'NULL',
    'null',
    'a,b',
    '{x}',
    '"q"',
    '\\',
    '\\"',
    'line\nend\ttab\r',
    ' pad ',
    '沈🦉',
    '{"k":"a\\nb\\u0001"}',
    null,
  ];
  const values = [{ a: 'x\n\t"\\ \u2028 沈🦉', n: [1, null, true] }, 'text', 5, null, {}];
  const { rows } = await client.query(
    'select $1::text[] as texts, $2::numeric[]::text[] as numbers, $3::text[] as plain, $4::jsonb[] as json',
    [
      arrayOf(texts, (text) => text),
      arrayOf([1.5, -2, null, 1e-7, 1e21], (number) => number),
      plainArrayOf(['evt_1', '2026-01-01T00:00:00.000Z'], (text) => text),
      jsonArrayOf(values, (value) => value),
    ],
  );
  await client.end();
  await database.close();
  expect(rows[0]).toEqual({
    texts,
    numbers: ['1.5', '-2', null, '0.0000001', '1000000000000000000000'],
    json: values,
    plain: ['evt_1', '2026-01-01T00:00:00.000Z'],
  });
  expect(arrayOf([], () => '')).toBe('{}');
});
