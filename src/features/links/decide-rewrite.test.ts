import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Segment } from '../../engine/template/index.ts';
import { addressesIn, exchanged } from './decide-rewrite.ts';

const joined = (text: readonly Segment[]): string => text.map((piece) => piece.text).join('');
const short = (url: string) => `https://s.cn/l/${url.length}`;

test('an address over several pieces becomes one; what stands around it stays', () => {
  const text = [{ text: '看 https://shop.cn/o/' }, { text: '42', path: 'order.id' }, { text: '，再见' }];
  expect(addressesIn(text, false)).toEqual(['https://shop.cn/o/42']);
  expect(exchanged(text, false, short)).toEqual([{ text: '看 https://s.cn/l/20' }, { text: '，再见' }]);
});

test('where the words are approved only what a variable brought whole is changed', () => {
  const text = [
    { text: 'https://shop.cn/a 或 https://shop.cn/o/' },
    { text: '42', path: 'order.id' },
    { text: ' 或 ' },
    { text: 'https://hx.cn/s/abc', path: 'survey.link' },
  ];
  expect(addressesIn(text, true)).toEqual(['https://hx.cn/s/abc']);
  expect(joined(exchanged(text, true, short))).toBe('https://shop.cn/a 或 https://shop.cn/o/42 或 https://s.cn/l/19');
});

test('however a text is cut into pieces, the addresses in it are exchanged and nothing else is', () => {
  const piece = fc.oneof(
    fc.constantFrom('https://a.cn/', 'x', '1', '，', ' ', 'https://b.cn/y?z=1', '好'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.map((each, at): Segment => (at % 2 ? { text: each, path: 'a.b' } : { text: each }));
      expect(joined(exchanged(text, false, (url) => url))).toBe(joined(text));
      expect(exchanged(text, false, () => undefined)).toBe(text);
      const whole = joined(text);
      const once = joined(exchanged([{ text: whole }], false, short));
      expect(joined(exchanged(text, false, short))).toBe(once);
    }),
  );
});
