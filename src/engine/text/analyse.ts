/**
 * A text understood: is it an opinion, which way, how strongly, about what. First a gate (a polarity model alone calls three of four
 * neutral questions a complaint), then the polarity; words of complaint pass the gate.
 */
import { isIndifferent } from './indifferent.ts';
import { keywordsOf } from './keywords.ts';
import { type LinearModel, scorePair, scoreWhole, toScore } from './model.ts';
import { normalise } from './normalise.ts';
import { type Corrections, findReasons, type FoundReason } from './reasons.ts';
import { createFeatureReader, type FeatureReader } from './features.ts';
import { createReader, type Reader, type Reading } from './read.ts';
import { createFinder, type Finder } from './search.ts';
import type { Taxonomy } from './taxonomy.ts';
import type { Language, Tokenizer, Tokens } from './token.ts';
import { type Tone, toneOf } from './tone.ts';

export type Sentiment = 'positive' | 'negative' | 'neutral';
export type Urgency = 'high' | 'medium' | 'low';

export interface Analysis {
  readonly language: Language;
  readonly sentiment: Sentiment;
  /** -1..1. Keeps its sign when the text is neutral. */
  readonly score: number;
  readonly opinion: boolean;
  /** 0..1: how far the two models are from changing their mind. */
  readonly confidence: number;
  /** 0..1 */
  readonly intensity: number;
  readonly urgency: Urgency;
  /** The words that made it urgent, as they stand in the text. */
  readonly alarms: readonly string[];
  readonly reasons: readonly FoundReason[];
  readonly keywords: readonly string[];
}

export interface LanguageModels {
  readonly gate: LinearModel;
  readonly polarity: LinearModel;
}

/** Words that make a text urgent, and whether they also are a complaint whatever else it says. */
export interface AlarmWords {
  readonly complaint: readonly string[];
  readonly danger: readonly string[];
  readonly haste: readonly string[];
  /** Words that hold one of the others and are no alarm: 急诊 is not 急. */
  readonly harmless?: readonly string[];
}
export type Alarm = keyof AlarmWords;

export interface AnalyserParts {
  readonly cutChinese: Tokenizer;
  readonly models: Readonly<Record<Language, LanguageModels>>;
  readonly alarms: AlarmWords;
}

export interface AnalyseOptions {
  readonly taxonomy: Taxonomy;
  readonly corrections?: Corrections;
}

export type Analyser = (text: string, options: AnalyseOptions) => Analysis;

/** Closer to 0 than this is neither praise nor complaint. */
const UNDECIDED = 0.12;
/** Log odds of the gate for what says in so many words that it has no opinion. */
const INDIFFERENT = -2;

export function createAnalyser({ cutChinese, models, alarms }: AnalyserParts): Analyser {
  const read = createReader(cutChinese);
  // Pieces of a clause are read while the features of the whole text are still in use.
  const readPiece = createFeatureReader();
  const tools = { read, readPiece, find: alarmFinder(alarms) };
  return (original, options) => analyse(original, options, models, tools);
}

function alarmFinder(alarms: AlarmWords): Finder<Alarm> {
  return createFinder(
    (Object.keys(alarms) as Alarm[]).flatMap((kind) =>
      (alarms[kind] ?? []).map((word) => [normalise(word), kind] as const),
    ),
  );
}

interface Tools {
  readonly read: Reader;
  readonly readPiece: FeatureReader;
  readonly find: Finder<Alarm>;
}

function analyse(
  original: string,
  { taxonomy, corrections }: AnalyseOptions,
  models: AnalyserParts['models'],
  { read, readPiece, find }: Tools,
): Analysis {
  const reading = read(original);
  const { text, language, clauses, features } = reading;
  const { gate, polarity } = models[language];
  const scored = scorePair(gate, polarity, features, clauses.length);
  const gateOdds = isIndifferent(text, clauses, language) ? Math.min(scored.gate, INDIFFERENT) : scored.gate;
  const tone = toneOf(reading, find);
  const complaint = tone.alarms.some(({ value }) => value === 'complaint');
  const opinion = clauses.length > 0 && (complaint || gateOdds > 0);
  const own = clauses.length === 0 ? 0 : toScore(scored.whole);
  // A complaint the gate does not know as an opinion is one all the same; what is an opinion anyway is judged by all of its words.
  const score = complaint && gateOdds <= 0 ? Math.min(own, -0.5) : own;
  const sentiment = !opinion || Math.abs(score) < UNDECIDED ? 'neutral' : score < 0 ? 'negative' : 'positive';
  const reasons = opinion
    ? findReasons({
        original,
        text,
        clauses,
        scoreOfClause: (at) => toScore(scored.clauses[at]!),
        whole: score,
        taxonomy,
        ...(corrections ? { corrections } : {}),
        scoreOf: (start, end) => pieceScore(readPiece, polarity, reading, start, end),
      })
    : [];
  return {
    language,
    sentiment,
    score: round(score),
    opinion,
    confidence: round(complaint ? Math.abs(score) : Math.min(Math.abs(toScore(gateOdds)), opinion ? Math.abs(own) : 1)),
    intensity: round(intensityOf(sentiment, score, tone)),
    urgency: urgencyOf(sentiment, score, tone),
    alarms: tone.alarms.length === 0 ? [] : [...new Set(tone.alarms.map((hit) => original.slice(hit.start, hit.end)))],
    reasons,
    keywords: keywordsOf(reading, polarity),
  };
}

/** The words that begin in [start, end), as a clause of their own. */
function pieceScore(
  read: FeatureReader,
  polarity: LinearModel,
  { text, tokens, language }: Reading,
  start: number,
  end: number,
): number {
  const from = firstFrom(tokens, start);
  const to = firstFrom(tokens, end);
  if (from === to) return 0;
  const features = read(text, tokens, [{ from, to, start, said: start, end }], language);
  return toScore(scoreWhole(polarity, features));
}

/** The first word that begins at `unit` or behind it. */
function firstFrom({ starts, n }: Tokens, unit: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function intensityOf(sentiment: Sentiment, score: number, tone: Tone): number {
  const loud = 0.5 * Math.abs(score) + 0.12 * Math.min(3, tone.intensifiers) + 0.07 * Math.min(3, tone.exclamations);
  return Math.min(1, (sentiment === 'neutral' ? 0.4 : 1) * loud + (tone.alarms.length > 0 ? 0.25 : 0));
}

function urgencyOf(sentiment: Sentiment, score: number, { alarms }: Tone): Urgency {
  if (alarms.some(({ value }) => value !== 'haste')) return 'high';
  if (alarms.length > 0) return sentiment === 'negative' ? 'high' : 'medium';
  return sentiment === 'negative' && score < -0.8 ? 'medium' : 'low';
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
