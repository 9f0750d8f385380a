import { expect, test } from 'vitest';
import { urlsIn } from './index.ts';

test.each([
  ['请打开 https://hx.cn/s/AbC-_1 作答', ['https://hx.cn/s/AbC-_1']],
  ['看https://hx.cn/a?x=1&y=2，谢谢', ['https://hx.cn/a?x=1&y=2']],
  ['见https://hx.cn/a请点开', ['https://hx.cn/a']],
  ['(see https://a.example/b_(c)). Or http://b.example.', ['https://a.example/b_(c)', 'http://b.example']],
  ['没有链接：https:// 就是没有', []],
])('%s', (text, urls) => {
  expect(urlsIn(text).map(({ url }) => url)).toEqual(urls);
  for (const { url, at } of urlsIn(text)) expect(text.slice(at, at + url.length)).toBe(url);
});
