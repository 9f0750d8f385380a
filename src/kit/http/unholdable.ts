/**
 * Text that PostgreSQL cannot hold: NUL, and halves of a surrogate pair in JSON. Where a room does not mend it, the database refuses it; whoever
 * sent it is told where it stands. Looked for only after the refusal, so that it costs nothing on the way of everybody else.
 */
import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../engine/words.ts';
import type { FieldError } from '../errors.ts';

/** character_not_in_repertoire, untranslatable_character, invalid_text_representation (of JSON). */
const REFUSALS = new Set(['22021', '22P05', '22P02']);
const DEEPEST = 100;
const WORDS = {
  zh: '含有无法保存的字符（空字符或不完整的字符）',
  en: 'contains a character that cannot be kept (NUL, or half of one)',
};

/** null: the request is not to blame, so it is a defect. */
export function unholdableIn(error: unknown, request: FastifyRequest, locale: Locale): FieldError | null {
  if (!REFUSALS.has(String((error as { code?: unknown } | null)?.code))) return null;
  const { params, query, body } = request;
  for (const [part, value] of Object.entries({ params, query, body })) {
    const path = pathOf(value, part === 'body' ? '' : part, 0);
    if (path !== null) return { path, field: path.slice(path.lastIndexOf('.') + 1), message: WORDS[locale] };
  }
  return null;
}

function pathOf(value: unknown, path: string, depth: number): string | null {
  if (typeof value === 'string') return isHoldable(value) ? null : path;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  // The body of an upload is a stream, which has been read.
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return null;
  for (const [key, inner] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`;
    if (!isHoldable(key)) return path;
    const found = pathOf(inner, below, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** `toWellFormed` and its kin came with Node 20, the language level of the server is older. */
function isHoldable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
