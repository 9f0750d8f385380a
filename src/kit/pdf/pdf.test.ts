/** What is written into a PDF can be read out of it, Chinese too, by way of the tables that viewers search with. */
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linesOf, tokensOf } from './lines.ts';
import { pdfOf } from './pdf.ts';
import { textOf } from './testing/read.ts';

test('lines break between Chinese characters and between words, and never before a closing mark', () => {
  expect(tokensOf('证实了，ok 3.5%')).toEqual(['证', '实', '了，', 'ok', ' ', '3.5%']);
  expect(linesOf('一二三四，五', 4, (text) => [...text].length)).toEqual(['一二三', '四，五']);
  expect(linesOf('long words go on', 5, (text) => text.length)).toEqual(['long', 'words', 'go on']);
});

test('a page carries its fonts, and its words are found again', async () => {
  const pdf = await pdfOf({
    title: '记分卡',
    foot: '示例公司',
    locale: 'zh-CN',
    at: new Date('2026-01-01T00:00:00Z'),
    blocks: [
      { kind: 'title', text: '已证实：每百人多 2.3 人购买' },
      { kind: 'facts', facts: [{ name: '结论', value: '¥12,345' }] },
      {
        kind: 'table',
        columns: [
          { title: '指标', width: 2 },
          { title: 'Rate', width: 1, right: true },
        ],
        rows: Array.from({ length: 60 }, (_each, i) => ({ cells: [`第${i}行 龘靐`, `${i}.5%`], note: '读时注意' })),
      },
    ],
  });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeLessThan(200_000);
  const text = textOf(pdf, inflateSync);
  for (const words of [
    '已证实：每百人多2.3人购买',
    '¥12,345',
    '第59行',
    '龘靐',
    '59.5%',
    '示例公司',
    '读时注意',
    'Rate',
  ])
    expect(text, words).toContain(words.replaceAll(' ', ''));
  // The head of the table stands on every page it goes over.
  expect(text.split('指标').length - 1).toBeGreaterThan(1);
});
