import { expect, test } from 'vitest';
import { phoneText } from './phone.ts';

test('mobiles are read in three groups, others stay', () => {
  expect(phoneText('+8613800006027')).toBe('138 0000 6027');
  expect(phoneText('13800006027')).toBe('138 0000 6027');
  for (const other of ['+4915112345678', '021-62345678', '+862162345678']) expect(phoneText(other)).toBe(other);
});
