/** Words that carry a text: long enough, no stop words, those first that the polarity model knows to mean something. */
import { wordHash } from './features.ts';
import { type LinearModel, placeOf } from './model.ts';
import { isHan } from './normalise.ts';
import type { Reading } from './read.ts';
import { INTENSIFIERS, NEGATORS, STOP_WORDS } from './words.ts';

export function keywordsOf({ text, tokens, language }: Reading, polarity: LinearModel, most = 5): string[] {
  const shortest = language === 'zh' ? 2 : 3;
  const weights = new Map<string, number>();
  for (let at = 0; at < tokens.n; at++) {
    const word = tokens.words[at]!;
    if (word.length < shortest || word.length > 20) continue;
    const first = word.charCodeAt(0);
    if (!(isHan(first) || (first >= 0x61 && first <= 0x7a))) continue;
    const known = weights.get(word);
    if (known !== undefined) {
      weights.set(word, known + 1);
      continue;
    }
    if (STOP_WORDS.has(word) || NEGATORS[language].has(word) || INTENSIFIERS[language].has(word)) continue;
    const start = tokens.starts[at]!;
    const place = placeOf(polarity.keys, wordHash(text, start, start + word.length));
    weights.set(word, 1 + (place < 0 ? 0 : Math.abs(polarity.weights[place]!) / 127));
  }
  return [...weights.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([word]) => word);
}
