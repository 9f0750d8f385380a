/**
 * What PostgreSQL cannot hold: NUL and halves of a surrogate pair in JSON, whole numbers beyond 32 bits, days outside its calendar. Where a room does
 * not mend it, the database refuses it; whoever sent it is told where it stands. Looked for only after the refusal, so that it costs nothing on the
 * way of everybody else.
 */
import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../engine/words.ts';
import type { FieldError } from '../errors.ts';

interface Unholdable {
  /** Of a text or a number. */
  readonly isIt: (value: string | number) => boolean;
  readonly words: { readonly zh: string; readonly en: string };
}

const CHARACTER: Unholdable = {
  isIt: (value) => typeof value === 'string' && !isHoldable(value),
  words: {
    zh: '含有无法保存的字符（空字符或不完整的字符）',
    en: 'contains a character that cannot be kept (NUL, or half of one)',
  },
};
const NUMBER: Unholdable = {
  isIt: (value) => value !== '' && Math.abs(Number(value)) > 2_147_483_647,
  words: { zh: '数字太大', en: 'the number is too large' },
};
const DAY: Unholdable = {
  isIt: (value) => /^(0000|9999)-|^[+-]\d{5,6}-/.test(String(value)),
  words: { zh: '日期超出了日历的范围', en: 'the day is outside the calendar' },
};

/** By what PostgreSQL says. */
const REFUSALS: Readonly<Record<string, Unholdable>> = {
  // character_not_in_repertoire, untranslatable_character, invalid_text_representation (of JSON)
  '22021': CHARACTER,
  '22P05': CHARACTER,
  '22P02': CHARACTER,
  // numeric_value_out_of_range
  '22003': NUMBER,
  // invalid_datetime_format, datetime_field_overflow
  '22007': DAY,
  '22008': DAY,
};
const DEEPEST = 100;

/** null: the request is not to blame, so it is a defect. */
export function unholdableIn(error: unknown, request: FastifyRequest, locale: Locale): FieldError | null {
  const unholdable = REFUSALS[String((error as { code?: unknown } | null)?.code)];
  if (!unholdable) return null;
  const { params, query, body } = request;
  for (const [part, value] of Object.entries({ params, query, body })) {
    const path = pathOf(unholdable, value, part === 'body' ? '' : part);
    if (path !== null) return { path, field: path.slice(path.lastIndexOf('.') + 1), message: unholdable.words[locale] };
  }
  return null;
}

function pathOf(what: Unholdable, value: unknown, path: string, depth = 0): string | null {
  if (typeof value === 'string' || typeof value === 'number') return what.isIt(value) ? path : null;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  // The body of an upload is a stream, which has been read.
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return null;
  for (const [key, inner] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`;
    if (what.isIt(key)) return path;
    const found = pathOf(what, inner, below, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** `toWellFormed` and its kin came with Node 20, the language level of the server is older. */
function isHoldable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
