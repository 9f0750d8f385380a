import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeatureWords, WordTree } from './lib/words.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

function keysOf(tree: WordTree, prefix = ''): string[] {
  return (
    Object.entries(tree)
      .flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`)))
      // English may have a singular beside the plural.
      .filter((key) => !key.endsWith('_one'))
      .sort()
  );
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

function textsOf(tree: WordTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : textsOf(value, `${prefix}${key}.`),
  );
}

function compare(name: string, chinese: WordTree, english: WordTree) {
  test(`${name}: both languages have the same keys and the same holes`, () => {
    expect(keysOf(english)).toEqual(keysOf(chinese));
    const there = new Map(textsOf(english));
    for (const [key, text] of textsOf(chinese)) expect([key, holes(there.get(key) ?? '')]).toEqual([key, holes(text)]);
  });
  test(`${name}: no text is empty, Chinese has full-width punctuation`, () => {
    for (const [key, text] of [...textsOf(chinese), ...textsOf(english)]) expect(text, key).not.toBe('');
    for (const [key, text] of textsOf(chinese)) expect(text, key).not.toMatch(/[\u4e00-\u9fff] ?[,;?!]/);
  });
}

compare('shell', zh, en);

const features = new URL('../features/', import.meta.url);
for (const feature of readdirSync(features)) {
  const file = new URL(`${feature}/screens/words.ts`, features);
  if (!existsSync(file)) continue;
  const { words } = (await import(file.href)) as { words: FeatureWords };
  test(`${feature}: its words carry its name`, () => expect(words.feature).toBe(feature));
  compare(feature, words.zh, words.en);
}
