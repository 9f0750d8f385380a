import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

const customer = { name: 'getCustomer', path: '/api/w/:workspace/customers/:customer' };

test('path parameters are filled in and escaped; the workspace comes from the page', () => {
  expect(addressOf(customer, { params: { customer: 'a/b?c' } }, 'main')).toBe('/api/w/main/customers/a%2Fb%3Fc');
  expect(addressOf(customer, { params: { customer: '1', workspace: 'demo' } }, 'main')).toBe('/api/w/demo/customers/1');
});

test('a missing parameter is a defect of the screen and says which', () => {
  expect(() => addressOf(customer, {}, 'main')).toThrow('getCustomer needs the path parameter customer');
});

test('a query repeats arrays, leaves out what is empty, and sends objects as JSON', () => {
  const list = { name: 'list', path: '/api/list' };
  expect(addressOf(list, { query: { q: '沈', tag: ['a', 'b'], cursor: undefined, none: '', zero: 0 } })).toBe(
    '/api/list?q=%E6%B2%88&tag=a&tag=b&zero=0',
  );
  expect(addressOf(list, { query: { where: { all: [] } } })).toBe('/api/list?where=%7B%22all%22%3A%5B%5D%7D');
});
