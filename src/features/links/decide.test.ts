import { expect, test } from 'vitest';
import { readTarget } from './contract-target.ts';

test.each([
  ['https://shop.example/活动?a=1', 'https://shop.example/%E6%B4%BB%E5%8A%A8?a=1'],
  ['HTTP://Shop.example', 'http://shop.example/'],
  ['javascript:alert(1)', null],
  ['data:text/html,<script>alert(1)</script>', null],
  ['https://a.example/\r\nSet-Cookie: x=1', null],
  ['https://a.example/\n', 'https://a.example/'],
  ['https://bank.example@evil.example/', null],
  ['//evil.example', null],
  ['/only/a/path', null],
  ['ftp://a.example/', null],
  ['https://', null],
  [`https://a.example/${'x'.repeat(2000)}`, null],
])('%s leads to %s', (given, target) => {
  expect(readTarget(given)).toBe(target);
});
