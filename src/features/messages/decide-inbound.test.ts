import { expect, test } from 'vitest';
import { readInbound } from './decide-inbound.ts';

test.each([
  ['T', 'optOut'],
  ['ｔｄ', 'optOut'],
  [' R 。', 'optOut'],
  ['退 订！', 'optOut'],
  ['STOP', 'optOut'],
  ['0000', 'optOut'],
  ['1T', 'reply'],
  ['我要取消明天的预约', 'reply'],
  ['１', 'digit'],
  ['10', 'digit'],
  ['好的', 'reply'],
  ['', 'reply'],
] as const)('%j is %s', (text, kind) => {
  expect(readInbound(text)).toBe(kind);
});
