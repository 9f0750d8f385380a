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
import { bayesOf, heldOutReviews, lexiconOf, type Review } from './made/sentiment-peers.ts';

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
  const share = (of: readonly Review[], praises: (text: string) => boolean): number =>
    (100 * of.filter(({ text, label }) => praises(text) === (label === 1)).length) / of.length;
  const mine = (text: string): boolean => analyse(text, { taxonomy }).score > 0;
  const lexicon = lexiconOf(read);
  const bayes = bayesOf(read, smoke);
  const whole = [
    atLeast(
      `accuracy on ${rows.length} held-out reviews, a lexicon beside`,
      '%',
      share(rows, mine),
      share(rows, lexicon),
      1.1,
    ),
    atLeast('accuracy, naive Bayes beside', '%', share(rows, mine), share(rows, bayes), 1),
  ];
  // Of one domain there are as few as 60 held-out texts: a point or two is chance, so the goals are lower.
  const domains = [...new Set(rows.map(({ domain }) => domain))];
  const byDomain = domains.flatMap((domain) => {
    const of = rows.filter((row) => row.domain === domain);
    return [
      atLeast(`${domain} (${of.length}), a lexicon beside`, '%', share(of, mine), share(of, lexicon), 1),
      atLeast(`${domain} (${of.length}), naive Bayes beside`, '%', share(of, mine), share(of, bayes), 0.97),
    ];
  });
  return [...whole, ...byDomain];
}

export const bench: Bench = {
  name: 'text',
  run: async ({ smoke }) => [...(await speed(smoke)), ...(await accuracy(smoke))],
};
