import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { BUILT_IN_FIELDS } from '../../src/engine/condition/index.ts';
import { commands } from '../../src/main/commands/index.ts';
import { readManifests } from './manifests.ts';
import { root } from './root.ts';
import { wrongWords } from './words.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** `list.title: text` of every text in a tree. */
function flat(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const HAN = /\p{Script=Han}/u;
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').sort();

/** What differs between the two languages of one word file. */
function wrongTexts(name: string, zh: Texts, en: Texts): string[] {
  const [chinese, english] = [flat(zh), flat(en)];
  const missing = [...chinese.keys()].filter((key) => !english.get(key)?.trim()).map((key) => `${name} ${key}: no en`);
  const extra = [...english.keys()]
    .filter((key) => !chinese.has(key.replace(/_one$/, '')))
    .map((key) => `${name} ${key}: no zh`);
  const mixed = [...english]
    .filter(([, text]) => HAN.test(text) && !/^[^a-z]*$/i.test(text))
    .map(([key]) => `${name} ${key}: Chinese in en`);
  const filled = [...chinese]
    .filter(([key, text]) => english.has(key) && holes(text).join() !== holes(english.get(key) ?? '').join())
    .map(([key]) => `${name} ${key}: zh and en fill in different values`);
  return [...missing, ...extra, ...mixed, ...filled];
}

test('every screen speaks Chinese and English', async () => {
  const files = (readdirSync(join(root, 'src/features'), { recursive: true }) as string[]).filter((file) =>
    /\/screens\/(.+\/)?words(-[a-z]+)?\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(1);
  const wrong: string[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(root, 'src/features', file)).href)) as Record<
      string,
      { feature?: string; zh?: Texts; en?: Texts }
    >;
    for (const words of Object.values(module)) {
      if (typeof words === 'object' && words.feature && words.zh && words.en)
        wrong.push(...wrongTexts(file, words.zh, words.en));
    }
  }
  const { zh } = (await import('../../src/console/words/zh.ts')) as { zh: Texts };
  const { en } = (await import('../../src/console/words/en.ts')) as { en: Texts };
  wrong.push(...wrongTexts('console', zh, en));
  expect(wrong).toEqual([]);
});

test('missing texts, mixed languages and different placeholders are caught', () => {
  expect(
    wrongTexts(
      'x',
      { a: '客户', b: '第 {{n}} 行', c: { d: '好' } },
      { a: '', b: 'line {{row}}', c: { d: '好 yes' }, e: 'more' },
    ),
  ).toHaveLength(4);
  expect(wrongTexts('x', { a: '{{n}} 位' }, { a: '{{n}} people', a_one: '{{n}} person' })).toEqual([]);
});

test('commands, endpoints, plug-ins and condition fields have words', async () => {
  const wrong = [
    ...commands.flatMap(({ name, words, options = {} }) => [
      ...wrongWords(`command ${name}`, words),
      ...Object.entries(options).flatMap(([option, each]) => wrongWords(`${name} --${option}`, each.words)),
    ]),
    ...BUILT_IN_FIELDS.flatMap(({ name, label }) => wrongWords(`field ${name}`, label)),
  ];
  for (const { routes = [], fillings = [] } of await readManifests()) {
    wrong.push(...routes.flatMap(({ endpoint }) => wrongWords(`endpoint ${endpoint.name}`, endpoint.summary)));
    for (const { slot, value } of fillings) {
      if (typeof value === 'object' && value !== null && 'words' in value) {
        wrong.push(...wrongWords(slot, value.words as { zh: string; en: string }));
      }
    }
  }
  expect(wrong).toEqual([]);
});
