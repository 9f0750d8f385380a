import type { MultipleQuestion, SingleQuestion } from '../form.ts';
import { flaw } from '../problem.ts';
import { isNothing, type Read } from './kind.ts';

export function readSingle({ id, options }: SingleQuestion): Read {
  const known = new Set<unknown>(options.map((option) => option.value));
  return (given, errors, demand) => {
    if (known.has(given)) return given;
    if (isNothing(given) || given === '') {
      if (demand) errors.push(flaw(id, 'required'));
    } else errors.push(flaw(id, typeof given === 'string' ? 'unknown_option' : 'wrong_type'));
    return undefined;
  };
}

/** Values in the order of the options, each once, however they were sent. */
export function readMultiple({ id, options, least = 0, most = options.length }: MultipleQuestion): Read {
  const values = options.map((option) => option.value);
  const known = new Set<unknown>(values);
  return (given, errors, demand) => {
    if (isNothing(given) || (Array.isArray(given) && given.length === 0)) {
      if (demand) errors.push(flaw(id, 'required'));
      return undefined;
    }
    if (!Array.isArray(given)) {
      errors.push(flaw(id, 'wrong_type'));
      return undefined;
    }
    // A list of millions is not walked: nobody chooses more often than twice what there is.
    if (given.length > values.length * 2) {
      errors.push(flaw(id, 'too_many', most));
      return undefined;
    }
    for (const each of given as readonly unknown[]) {
      if (known.has(each)) continue;
      errors.push(flaw(id, typeof each === 'string' ? 'unknown_option' : 'wrong_type'));
      return undefined;
    }
    const chosen = inOrder(values, given);
    if (chosen.length > most) errors.push(flaw(id, 'too_many', most));
    else if (chosen.length < least && demand) errors.push(flaw(id, 'too_few', least));
    else return chosen;
    return undefined;
  };
}

function inOrder(values: readonly string[], given: readonly unknown[]): readonly string[] {
  if (given.length === 1) return [given[0] as string];
  return values.filter((value) => given.includes(value));
}
