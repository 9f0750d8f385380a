/** How loudly a text speaks: strengthening words, exclamation marks, words of alarm that are not denied. */
import type { Alarm } from './analyse.ts';
import type { Reading } from './read.ts';
import type { Finder, Found } from './search.ts';
import { INTENSIFIER } from './words.ts';

export interface Tone {
  readonly intensifiers: number;
  readonly exclamations: number;
  readonly alarms: readonly Found<Alarm>[];
}

/** 不用投诉, 没有出血: what is denied is no alarm. */
const DENIED = /(?:不|没|没有|没什么|无|不会|不用|无需|不想|no|not|never|without|n't)\s?$/;

export function toneOf({ text, tokens }: Reading, find: Finder<Alarm>): Tone {
  let intensifiers = 0;
  for (let at = 0; at < tokens.n; at++) if (tokens.roles[at]! & INTENSIFIER) intensifiers++;
  let exclamations = 0;
  for (let at = text.indexOf('!'); at >= 0; at = text.indexOf('!', at + 1)) exclamations++;
  const alarms = find(text, 0, text.length).filter(
    ({ start }) => !DENIED.test(text.slice(Math.max(0, start - 6), start)),
  );
  return { intensifiers, exclamations, alarms };
}
