import { expect, test } from 'vitest';
import type { WordTree } from '../../../../console/lib/words.ts';
import { words } from './words.ts';

function texts(tree: WordTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : texts(value, `${prefix}${key}.`),
  );
}

const holes = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test('both languages have the same keys and holes, Chinese has full-width punctuation', () => {
  const english = new Map(texts(words.en));
  const chinese = texts(words.zh);
  const plural = [...english.keys()].filter((key) => !key.endsWith('_one'));
  expect(plural.sort()).toEqual(chinese.map(([key]) => key).sort());
  for (const [key, text] of chinese) {
    expect([key, holes(english.get(key))]).toEqual([key, holes(text)]);
    expect(text, key).not.toMatch(/[\u4e00-\u9fff] ?[,;?!]/);
  }
});
