import { expect, test } from 'vitest';
import { readTarget } from './contract-target.ts';
import { placeOf, whyNotCounted } from './decide.ts';

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

const LOOKED = new Date('2026-11-24T02:00:05Z');
test.each([
  [{ noPerson: null, often: false, machinesUntil: null }, null],
  [{ noPerson: 'head' as const, often: true, machinesUntil: null }, 'head'],
  // Five seconds after its mail went out nobody has read it; ten seconds after somebody may have.
  [{ noPerson: null, often: false, machinesUntil: new Date('2026-11-24T02:00:10Z') }, 'hasty'],
  [{ noPerson: null, often: false, machinesUntil: LOOKED }, null],
  [{ noPerson: null, often: true, machinesUntil: null }, 'often'],
])('%o is counted, or why not: %s', (look, why) => {
  expect(whyNotCounted({ ...look, looked: LOOKED })).toBe(why);
});

test.each([
  ['https://shop.example/', 'shop.example'],
  ['https://shop.example/a/b?customer=42#x', 'shop.example/a/b'],
  ['https://hx.example/s/AbCdEf-123', 'hx.example/s/…'],
])('%s is shown as %s', (target, shown) => {
  expect(placeOf(target)).toBe(shown);
});
