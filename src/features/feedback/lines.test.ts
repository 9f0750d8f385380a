import { expect, test } from 'vitest';
import { analyseLines } from './lines.ts';

test('one answer per line, in order; a bad line is named and the others go on', async () => {
  const answers = await analyseLines(
    ['{"text":"价格太贵了","id":7}', 'nonsense', '"医生很耐心"', '', '{"no":"text"}', '{"text":"没有"}'],
    10,
  );
  expect(answers).toMatchObject([
    {
      text: '价格太贵了',
      sentiment: 'negative',
      opinion: true,
      reasons: [{ code: 'price', quote: '价格太贵了', start: 0, end: 5 }],
    },
    { line: 11, error: expect.stringContaining('line 11: not JSON') as string },
    { text: '医生很耐心', sentiment: 'positive' },
    { line: 13, error: expect.stringContaining('line 13: the line is empty') as string },
    { line: 14, error: expect.stringContaining('line 14: no text') as string },
    { text: '没有', sentiment: 'neutral', opinion: false, provider: 'built-in', version: 'zh-polarity-1' },
  ]);
});
