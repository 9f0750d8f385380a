import type { Words } from '../../src/engine/words.ts';

const HAN = /\p{Script=Han}/u;

/** What is wrong with a text in two languages: a missing side, Chinese in the English, the same placeholders on one side only. */
export function wrongWords(name: string, words: Partial<Words> | undefined): readonly string[] {
  if (!words?.zh?.trim()) return [`${name}: no zh`];
  if (!words.en?.trim()) return [`${name}: no en`];
  const holes = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((match) => match[1] ?? '')
      .sort((a, b) => a.localeCompare(b))
      .join();
  return [
    ...(HAN.test(words.zh) || /^[A-Z0-9 ]+$/.test(words.zh) ? [] : [`${name}: zh is not Chinese: ${words.zh}`]),
    ...(HAN.test(words.en) ? [`${name}: en holds Chinese: ${words.en}`] : []),
    ...(holes(words.zh) === holes(words.en) ? [] : [`${name}: zh and en fill in different values`]),
  ];
}
