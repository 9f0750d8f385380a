/** The record of messages: found by who they were for, and never by digits that the reader may not see. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

const found = async (q: string, headers?: Record<string, string>) => {
  const { body } = await letters.world.call(
    'GET',
    `/api/w/main/messages?q=${encodeURIComponent(q)}`,
    undefined,
    headers,
  );
  return { who: body.items.map((item: { customer: string }) => item.customer), counts: body.counts };
};

test('by name, pinyin, number, mailbox or id; the counts are of what was found', async () => {
  const ids = [
    await letters.customer('R-100', { name: '沈丽', phone: '13812340001', email: 'shen@example.com' }),
    await letters.customer('R-200', { name: '沈一鸣', phone: '13812340002' }),
    await letters.customer('R-300', { name: '高志远', phone: '13812345678' }),
  ];
  await letters.send(ids, [{ channel: 'sms' }]);
  expect((await found('沈')).who.toSorted()).toEqual(['沈一鸣', '沈丽'].toSorted());
  for (const q of ['shenli', '138 1234 0001', 'shen@example', 'R-100', '沈 0001'])
    expect((await found(q)).who, q).toEqual(['沈丽']);
  expect(await found('gao')).toEqual({ who: ['高志远'], counts: { waiting: 1 } });
  expect((await found('100%')).who).toEqual([]);
});

test('who sees masked numbers finds by the last four digits, not by those that are hidden', async () => {
  const masked = { authorization: `Bearer ${await letters.world.key('main', ['messages:read', 'customers:read'])}` };
  expect((await found('5678', masked)).who).toEqual(['高志远']);
  expect((await found('12345', masked)).who).toEqual([]);
  expect((await found('12345')).who).toEqual(['高志远']);
});
