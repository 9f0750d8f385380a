import { expect, test } from 'vitest';
import { withoutData } from './log.ts';

test('what the database says about a row is not logged', () => {
  const error = Object.assign(new Error('invalid input syntax for type integer: "13800138000"'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'customer_pkey',
    detail: 'Failing row contains (main, 沈佳怡, 13800138000).',
    where: "unnamed portal parameter $2 = '13800138000'",
  });
  const said = JSON.stringify(withoutData(error));
  expect(said).not.toMatch(/13800138000|沈佳怡/);
  expect(said).toContain('customer_pkey');
  expect(said).toContain('log.test.ts');
});

test('other errors are logged as they are', () => {
  expect(withoutData(Object.assign(new Error('no'), { detail: 'kept' }))).toMatchObject({
    message: 'no',
    detail: 'kept',
  });
});
