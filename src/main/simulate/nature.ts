/** What is hidden in a customer: how she reads, answers and judges. The product sees only what she does. */
import { type Chance, chanceFrom } from '../demo/chance.ts';
import type { Trouble } from './trouble.ts';

export interface Nature {
  /** Chances, given that a message of the channel arrived. */
  readonly reads: Readonly<Record<string, number>>;
  /** Having read: opens the questionnaire and finishes it. */
  readonly answers: number;
  /** Having begun: puts the phone away before the end. */
  readonly breaksOff: number;
  /** Finishing: writes in her own words. */
  readonly writes: number;
  /** Having read: writes back instead of or besides answering. */
  readonly replies: number;
  /** Having read an offer: wants no more of them. */
  readonly leaves: number;
  /** Takes a call. */
  readonly picksUp: number;
  /** 0 is mild, 1 is strict: points she takes off for the same experience. */
  readonly strict: number;
  /** What annoys her first. */
  readonly minds: Trouble;
  /** Minutes until she looks at a message, the median. */
  readonly slow: number;
}

export function natureOf(seed: string, customer: string, age: number): Nature {
  const chance = chanceFrom(`${seed}:nature:${customer}`);
  const keen = chance.next();
  const old = age > 60;
  return {
    reads: {
      wecom: 0.62 + 0.3 * chance.next() - (old ? 0.1 : 0),
      sms: 0.42 + 0.3 * chance.next(),
      email: 0.2 + 0.3 * keen,
    },
    answers: 0.08 + 0.4 * keen ** 1.6 - (old ? 0.03 : 0),
    breaksOff: 0.1,
    writes: 0.25 + 0.4 * chance.next(),
    replies: 0.02 + 0.04 * chance.next(),
    leaves: chance.hits(0.15) ? 0.08 : 0.01,
    picksUp: 0.55 + 0.35 * chance.next(),
    strict: chance.next() ** 1.3,
    minds: chance.weigh(MINDS),
    slow: 4 + chance.exponential(50),
  };
}

const MINDS: readonly (readonly [Trouble, number])[] = [
  ['price', 30],
  ['waiting', 26],
  ['attitude', 18],
  ['quality', 20],
  ['other', 6],
];

/** A die of her own for each decision: what others do, and in which order it is asked, changes nothing. */
export function dieFor(seed: string, customer: string, ...decision: readonly (string | number)[]): Chance {
  return chanceFrom(`${seed}:${customer}:${decision.join(':')}`);
}
