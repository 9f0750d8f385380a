import { expect, test } from 'vitest';
import { readInbound } from './decide-inbound.ts';

test.each([
  ['T', 'optOut'],
  ['ｔｄ', 'optOut'],
  [' R 。', 'optOut'],
  ['退 订！', 'optOut'],
  ['STOP', 'optOut'],
  ['0000', 'optOut'],
  ['Ｎ', 'optOut'],
  ['r', 'optOut'],
  ['t d', 'optOut'],
  ['不要再发了！', 'optOut'],
  ['STOP ALL', 'optOut'],
  ['1T', 'reply'],
  ['R5', 'reply'],
  ['Ｔ恤不错', 'reply'],
  ['不要', 'reply'],
  ['我要取消明天的预约', 'reply'],
  ['１', 'digit'],
  ['10', 'digit'],
  ['好的', 'reply'],
  ['', 'reply'],
] as const)('%j is %s', (text, kind) => {
  expect(readInbound(text)).toBe(kind);
});

test.each(
  '退订 拒收 不要再发 取消 R T TD N 0000 STOP unsubscribe Ｒ ｔｄ ｎ ００００ ＳＴＯＰ 退　订'.split(/(?<!退) /),
)('%j takes her off', (text) => {
  expect(readInbound(text)).toBe('optOut');
  expect(readInbound(` ${text}！ `)).toBe('optOut');
});

test.each(['1R', 'RT', 'No', 'N1', 'T恤什么时候到货', '请不要取消', 'stop by tomorrow'])('%j does not', (text) => {
  expect(readInbound(text)).not.toBe('optOut');
});
