/** The command line's side of understanding: one answer per line, in order, whatever a line holds. */
import { compileTaxonomy, type Polarity, type Sentiment } from '../../engine/text/index.ts';
import { builtInModel } from './models/built-in.ts';
import { DEFAULT_TAXONOMY } from './words-taxonomy.ts';

/** Longest text of a line, UTF-16 units. */
const LONGEST = 1_000_000;

export interface LineAnswer {
  readonly text: string;
  readonly sentiment: Sentiment;
  readonly score: number;
  readonly opinion: boolean;
  readonly intensity: number;
  readonly urgency: string;
  readonly confidence: number;
  readonly reasons: readonly {
    readonly code: string;
    readonly label: string;
    readonly polarity: Polarity;
    readonly quote: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly keywords: readonly string[];
  readonly provider: string;
  readonly version: string;
}

export interface LineError {
  readonly line: number;
  readonly error: string;
}

const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);

function textOf(line: string): string | Error {
  if (line.trim() === '') return new Error('the line is empty; write {"text": "…"}');
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return new Error('not JSON; write {"text": "…"} or a string in quotes');
  }
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  if (typeof text !== 'string') return new Error('no text; write {"text": "…"} or a string in quotes');
  return text.length > LONGEST ? new Error(`longer than ${LONGEST} signs`) : text;
}

/** `first` is the number of the first line, counted from 1. */
export async function analyseLines(lines: readonly string[], first: number): Promise<(LineAnswer | LineError)[]> {
  const texts = lines.map(textOf);
  const good = texts.filter((text) => typeof text === 'string');
  const understood = await builtInModel.analyse(good, { taxonomy });
  let at = 0;
  return texts.map((text, index) => {
    if (text instanceof Error) return { line: first + index, error: `line ${first + index}: ${text.message}` };
    const {
      sentiment,
      score,
      opinion,
      intensity,
      urgency,
      confidence,
      reasons,
      keywords,
      language,
      provider,
      version,
    } = understood[at++]!;
    return {
      text,
      sentiment,
      score,
      opinion,
      intensity,
      urgency,
      confidence,
      reasons: reasons.map(({ code, polarity, start, end }) => ({
        code,
        label: taxonomy.reasons.get(code)?.label[language] ?? code,
        polarity,
        quote: text.slice(start, end),
        start,
        end,
      })),
      keywords,
      provider,
      version,
    };
  });
}
