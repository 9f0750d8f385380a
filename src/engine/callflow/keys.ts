/** What pressed keys mean to a question. */
import { END_KEY, type Keys, type Value } from './flow.ts';

export type Reading =
  /** Nothing to decide yet. */
  | { readonly kind: 'more' }
  | { readonly kind: 'value'; readonly value: Value | readonly Value[]; readonly key: string }
  | { readonly kind: 'invalid' };

const MORE: Reading = { kind: 'more' };
const INVALID: Reading = { kind: 'invalid' };

/** `digits`: all keys since the question was put. `over`: no key will follow (silence). */
export function readKeys(keys: Keys, digits: string, over: boolean): Reading {
  const ended = over || digits.endsWith(END_KEY);
  const pressed = digits.endsWith(END_KEY) ? digits.slice(0, -1) : digits;
  if (pressed === '') return ended ? INVALID : MORE;
  switch (keys.kind) {
    case 'one':
      return one(keys.values, pressed);
    case 'number':
      return number(keys.from, keys.to, pressed, ended);
    case 'several':
      return several(keys, pressed, ended);
  }
}

function one(values: Readonly<Record<string, Value>>, key: string): Reading {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return value === undefined ? INVALID : { kind: 'value', value, key };
}

/** "0" may become "07", which is how some people write a seven: a zero taken at once would make the worst of a good score. */
function number(from: number, to: number, pressed: string, ended: boolean): Reading {
  const width = String(to).length;
  if (!/^\d+$/.test(pressed) || pressed.length > width) return INVALID;
  const value = Number(pressed);
  const fits = value >= from && value <= to;
  if (ended || pressed.length === width) return fits ? { kind: 'value', value, key: pressed } : INVALID;
  const lowest = Number(pressed.padEnd(width, '0'));
  const highest = Number(pressed.padEnd(width, '9'));
  const longer = lowest <= to && highest >= from;
  if (longer) return MORE;
  return fits ? { kind: 'value', value, key: pressed } : INVALID;
}

function several(
  { values, least = 1, most }: Extract<Keys, { kind: 'several' }>,
  pressed: string,
  ended: boolean,
): Reading {
  const chosen = [...new Set(pressed)];
  if (chosen.some((key) => !Object.hasOwn(values, key))) return INVALID;
  if (most !== undefined && chosen.length > most) return INVALID;
  const all = chosen.length === Object.keys(values).length || chosen.length === most;
  if (!ended && !all) return MORE;
  if (chosen.length < least) return INVALID;
  const value = Object.keys(values).flatMap((key) => (chosen.includes(key) ? [values[key] as Value] : []));
  return { kind: 'value', value, key: chosen.join('') };
}
