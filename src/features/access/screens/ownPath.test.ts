import { expect, test } from 'vitest';
import { ownPath } from './ownPath.ts';

test('the way back after signing in stays on this console', () => {
  expect(ownPath('/w/main/customers?q=沈')).toBe('/w/main/customers?q=沈');
  for (const path of [
    null,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:1',
  ])
    expect(ownPath(path)).toBe('/');
});
