import { expect, test } from 'vitest';
import { guessesOf, mappingOf } from './mapping.ts';

const preview = {
  encoding: 'utf-8' as const,
  delimiter: ',',
  header: true,
  columns: ['编号', '姓名', '会员等级', 'Points', '备注'],
  rows: [],
  guess: [
    { field: 'external_id', column: '编号', confidence: 1 },
    { field: 'name', column: '姓名', confidence: 0.9 },
  ],
  lines: 0,
  warnings: [],
};
const attribute = (key: string, zh: string, en: string) => ({
  key,
  zh,
  en,
  type: 'text' as const,
  choices: [],
  createdAt: '2026-11-23T00:00:00Z',
});
const attributes = [attribute('level', '会员等级', 'Level'), attribute('points', '积分', 'Points')];

test('columns named like an attribute are guessed for it', () => {
  const guesses = guessesOf(preview, attributes);
  expect(mappingOf(guesses, preview.columns, {})).toEqual({
    external_id: '编号',
    name: '姓名',
    'attribute.level': '会员等级',
    'attribute.points': 'Points',
  });
});

test('what a person chose wins, and a column that is not there is forgotten', () => {
  const chosen = { name: '', 'attribute.level': '备注', city: '城市' };
  expect(mappingOf(guessesOf(preview, attributes), preview.columns, chosen)).toEqual({
    external_id: '编号',
    'attribute.level': '备注',
    'attribute.points': 'Points',
  });
});
