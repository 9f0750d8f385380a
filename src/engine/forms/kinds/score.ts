import { type AnswerError, flaw } from '../problem.ts';
import { isNothing, type Read } from './kind.ts';

/** One whole number from `from` to `to`: a single row of stars, the recommendation from 0 to 10, a scale. */
export function readScore(id: string, from: number, to: number): Read {
  return (given, errors, demand) => {
    if (typeof given === 'number' && given >= from && given <= to && Number.isInteger(given)) return given + 0;
    return refuseScore(id, given, errors, demand);
  };
}

function refuseScore(id: string, given: unknown, errors: AnswerError[], demand: boolean): undefined {
  if (isNothing(given)) {
    if (demand) errors.push(flaw(id, 'required'));
  } else errors.push(flaw(id, typeof given === 'number' ? 'out_of_range' : 'wrong_type'));
  return undefined;
}
