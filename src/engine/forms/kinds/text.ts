import { flaw } from '../problem.ts';
import { isNothing, type Read } from './kind.ts';

export const TEXT_LENGTH = 2000;

/** NUL, halves of surrogate pairs (PostgreSQL stores neither) and the line ends that browsers send. */
const UNTIDY = /[\0\r\ud800-\udfff]/;
const LONE = /[\ud800-\udfff]/gu;

/** Lines end as they do everywhere else, what cannot be stored is gone, and so is the space around it. */
export function tidy(text: string): string {
  const plain = UNTIDY.test(text) ? text.replace(/\r\n?/g, '\n').replace(/\0/g, '').replace(LONE, '\ufffd') : text;
  return plain.trim();
}

/** The length is counted as `maxlength` counts it in a browser. */
export function readText(id: string, most: number = TEXT_LENGTH): Read {
  return (given, errors, demand) => {
    if (typeof given === 'string') {
      // What is far too long is not tidied first: a megabyte of blanks is not worth the time.
      const text = given.length > most * 4 + 1000 ? given : tidy(given);
      if (text.length > most) {
        errors.push(flaw(id, 'too_long', most));
        return undefined;
      }
      if (text !== '') return text;
    } else if (!isNothing(given)) {
      errors.push(flaw(id, 'wrong_type'));
      return undefined;
    }
    if (demand) errors.push(flaw(id, 'required'));
    return undefined;
  };
}
