/**
 * Understanding texts: gate, polarity, reasons, keywords and urgency, against bare segmentation by the same dictionary in the same run, on one
 * core. And accuracy on held-out reviews beside what one would write first, a list of praising and blaming words, and naive Bayes on the
 * same features, when the corpora lie beside the repository.
 */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { compileTaxonomy, createReader } from '../src/engine/text/index.ts';
import { openBuiltIn } from '../src/features/feedback/models/built-in.ts';
import { DEFAULT_TAXONOMY } from '../src/features/feedback/words-taxonomy.ts';
import { atLeast, type Bench, type Figure, median } from './bench.ts';
import { madeReviews } from './made/reviews.ts';
import { bayesOf, heldOutReviews, lexiconOf } from './made/sentiment-peers.ts';

const TEXTS = 20_000;
const ROUNDS = 5;
const SPEED_GOAL = 0.3;

function perSecond(texts: readonly string[], read: (text: string) => unknown): number {
  const began = performance.now();
  for (const text of texts) read(text);
  return (texts.length * 1000) / (performance.now() - began);
}

async function speed(smoke: boolean): Promise<Figure[]> {
  const texts = heldOutReviews()?.map(({ text }) => text) ?? madeReviews(TEXTS);
  const some = texts.slice(0, smoke ? TEXTS / 100 : TEXTS);
  const { analyse } = await openBuiltIn();
  const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);
  const jieba = Jieba.withDict(dict);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < (smoke ? 1 : ROUNDS); round++) {
    bare.push(perSecond(some, (text) => jieba.cut(text, true)));
    ours.push(perSecond(some, (text) => analyse(text, { taxonomy })));
  }
  return [atLeast('texts understood, bare segmentation beside', 'texts/s', median(ours), median(bare), SPEED_GOAL)];
}

async function accuracy(smoke: boolean): Promise<Figure[]> {
  const all = heldOutReviews();
  if (!all) return [];
  const rows = all.slice(0, smoke ? 200 : undefined);
  const { analyse } = await openBuiltIn();
  const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);
  const jieba = Jieba.withDict(dict);
  const read = createReader((text) => jieba.cut(text, true));
  const share = (praises: (text: string) => boolean): number =>
    (100 * rows.filter(({ text, label }) => praises(text) === (label === 1)).length) / rows.length;
  const mine = share((text) => analyse(text, { taxonomy }).score > 0);
  return [
    atLeast(`accuracy on ${rows.length} held-out reviews, a lexicon beside`, '%', mine, share(lexiconOf(read)), 1.1),
    atLeast('accuracy, naive Bayes beside', '%', mine, share(bayesOf(read, smoke)), 1),
  ];
}

export const bench: Bench = {
  name: 'text',
  run: async ({ smoke }) => [...(await speed(smoke)), ...(await accuracy(smoke))],
};
