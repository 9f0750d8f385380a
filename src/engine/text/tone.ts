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

/** 不用投诉, 没有出血, 从来没有被投诉过: what is denied is no alarm; 不得不投诉 is one. Nor is what one is by trade: 我是律师. */
const DENIED =
  /(?:(?<![得要])不(?:会|用|想|必|需要?|打算|准备)?(?:再|去|是)?|没(?:有)?(?:什么|人|过)?(?:被|去|再)?|无(?:需)?|我是(?:一[个名位])?|no|not|never|without|n't|have no|had no)\s?$/;
/** Units before an alarm in which a denial may stand. */
const BEFORE = 8;

export function toneOf({ text, tokens }: Reading, find: Finder<Alarm>): Tone {
  let intensifiers = 0;
  for (let at = 0; at < tokens.n; at++) if (tokens.roles[at]! & INTENSIFIER) intensifiers++;
  let exclamations = 0;
  for (let at = text.indexOf('!'); at >= 0; at = text.indexOf('!', at + 1)) exclamations++;
  const alarms = find(text, 0, text.length).filter(
    ({ value, start }) => value !== 'harmless' && !DENIED.test(text.slice(Math.max(0, start - BEFORE), start)),
  );
  return { intensifiers, exclamations, alarms };
}
