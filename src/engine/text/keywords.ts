/** Words that carry a text: long enough, no stop words, those first that the polarity model knows to mean something. */
import { wordHash } from './features.ts';
import { type LinearModel, placeOf } from './model.ts';
import { isHan } from './normalise.ts';
import type { Reading } from './read.ts';

/** What a text is about stands in its first words: a long one is not read to its end. */
const FIRST = 200;

export function keywordsOf({ text, tokens, language }: Reading, polarity: LinearModel, most = 5): string[] {
  const shortest = language === 'zh' ? 2 : 3;
  const hashes: number[] = [];
  const words: string[] = [];
  const weights: number[] = [];
  const end = Math.min(tokens.n, FIRST);
  for (let at = 0; at < end; at++) {
    const word = tokens.words[at]!;
    if (tokens.roles[at] !== 0 || word.length < shortest || word.length > 20) continue;
    const first = word.charCodeAt(0);
    if (!(isHan(first) || (first >= 0x61 && first <= 0x7a))) continue;
    const start = tokens.starts[at]!;
    const hash = wordHash(text, start, start + word.length);
    const known = hashes.indexOf(hash);
    if (known >= 0) {
      weights[known]!++;
      continue;
    }
    const place = placeOf(polarity.keys, hash);
    hashes.push(hash);
    words.push(word);
    weights.push(1 + (place < 0 ? 0 : Math.abs(polarity.weights[place]!) / 127));
  }
  return heaviest(words, weights, most);
}

function heaviest(words: readonly string[], weights: number[], most: number): string[] {
  const chosen: string[] = [];
  while (chosen.length < most && chosen.length < words.length) {
    let best = 0;
    for (let at = 1; at < weights.length; at++) if (weights[at]! > weights[best]!) best = at;
    chosen.push(words[best]!);
    weights[best] = -1;
  }
  return chosen;
}
