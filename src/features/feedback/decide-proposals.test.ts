import { expect, test } from 'vitest';
import { clauseKey } from '../../engine/text/index.ts';
import { type Corrected, phrasesOf, proposalsOf, take } from './decide-proposals.ts';

const price = {
  code: 'price',
  label: { zh: '价格', en: 'Price' },
  seeds: ['价格', '钱', '标价'],
  bad: ['贵'],
  good: ['便宜'],
};
const said = (polarity: Corrected['polarity'], quotes: readonly string[]): Corrected[] =>
  quotes.map((quote) => ({ code: 'price', polarity, quote, clause: clauseKey(quote) }));

test('what three different clauses were corrected to has a phrase in common', () => {
  const [found, ...more] = proposalsOf(said('negative', ['价格虚高啊', '这个钱虚高', '标价虚高得很']), [price]);
  expect(found).toMatchObject({ kind: 'add', code: 'price', list: 'bad', phrase: '虚高', support: 3 });
  expect(more).toEqual([]);
  expect(take([price], found!)[0]?.bad).toEqual(['贵', '虚高']);
});

test('the same clause three times is one; what is contradicted or only names the subject is not proposed', () => {
  expect(proposalsOf(said('negative', ['价格虚高', '价格，虚高', '价格虚高！']), [price])).toEqual([]);
  const agreeing = said('negative', ['价格虚高啊', '这个钱虚高', '标价虚高得很']);
  expect(proposalsOf([...agreeing, ...said('positive', ['没有虚高'])], [price])).toEqual([]);
  expect(proposalsOf(said('negative', ['价格啊', '说到价格', '看价格吧']), [price])).toEqual([]);
});

test('a word that misleads is proposed to go', () => {
  const wrong = said(null, ['有钱人才来', '压岁钱花完了', '我没带钱包']);
  expect(proposalsOf(wrong, [price])).toMatchObject([{ kind: 'remove', list: 'seeds', phrase: '钱', support: 3 }]);
  expect(proposalsOf([...wrong, ...said('negative', ['钱收得太多'])], [price])).toEqual([]);
  expect(take([price], { kind: 'remove', code: 'price', list: 'seeds', phrase: '钱' })[0]?.seeds).toEqual([
    '价格',
    '标价',
  ]);
});

test('phrases of English', () => {
  expect(phrasesOf('It cost an arm, really')).toContain('an arm');
  expect(phrasesOf('so far')).toEqual(new Set(['so far']));
});
