import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spansOf } from './spans.ts';

const reason = (start: number, end: number, polarity: 'positive' | 'negative' = 'negative') => ({
  code: 'price',
  label: { zh: '价格', en: 'Price' },
  polarity,
  quote: '',
  start,
  end,
});

test('marks stand where they are said, overlapping ones together', () => {
  const spans = spansOf('服务好价格贵。', [reason(0, 6, 'positive'), reason(0, 6)]);
  expect(spans.map(({ text, reasons }) => [text, reasons.length])).toEqual([
    ['服务好价格贵', 2],
    ['。', 0],
  ]);
  expect(spansOf('', [])).toEqual([]);
});

test('whatever the places, joined they are the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(30), fc.nat(30))), (text, places) => {
      const spans = spansOf(
        text,
        places.map(([start, length]) => reason(start, start + length)),
      );
      expect(spans.map((span) => span.text).join('')).toBe(text);
    }),
  );
});
