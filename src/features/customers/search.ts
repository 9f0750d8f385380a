/**
 * What the column `customer.search` holds and how a search word becomes a pattern over it.
 *
 * Whether pg_trgm sees a Chinese character as a letter depends on the server's locale, and a pattern of one or two letters has no
 * trigram at all. So every character beyond ASCII is written as its code point, `沈` as `(6c88)`: a word of its own, with trigrams
 * of its own, on every server. The writing goes character by character, so a part of a name is a part of what is stored.
 */
import { pinyin } from 'pinyin-pro';

export interface Searchable {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly external_id: string;
}

const CHINESE = /\p{Script=Han}/u;
const MOST_WORDS = 6;

/** Full pinyin and initials of a name, `shenxiaofang sxf`; null when it has no Chinese character. */
export function pinyinOf(name: string | null): string | null {
  if (!name || !CHINESE.test(name)) return null;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true });
  const plain = syllables.map((each) => each.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(Boolean);
  return `${plain.join('')} ${plain.map((each) => each[0]).join('')}`;
}

export function searchText(customer: Searchable, namePinyin: string | null): string {
  const { name, phone, email, external_id } = customer;
  return ` ${[name, namePinyin, phone, external_id, email]
    .filter(Boolean)
    .map((each) => encode(each!))
    .join(' ')} `;
}

/**
 * LIKE patterns that must all hold; none for an empty question. Who sees masked numbers (`whole` false) finds people by a whole number, by its
 * last four digits or by the beginning of a customer id, not by any part: else the hidden digits could be asked for one after the other.
 */
export function searchPatterns(question: string, whole = true): string[] {
  const asked = question.normalize('NFKC').trim();
  // 138 0000 1234, +86 138-0000-1234: one number, not three words
  const words = /^\+?[\d\s-]{5,}$/.test(asked) ? [asked.replace(/[\s-]/g, '')] : asked.split(/\s+/);
  return words
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => (whole ? patternOf(word) : guardedPatternOf(word)));
}

function patternOf(word: string): string {
  const escaped = encode(word).replace(/[\\%_]/g, '\\$&');
  // One or two ASCII letters carry no trigram except at the start of a word.
  return /^[\x21-\x7e]{1,2}$/.test(word) ? `% ${escaped}%` : `%${escaped}%`;
}

function guardedPatternOf(word: string): string {
  const digits = /^\+?(\d+)$/.exec(word)?.[1];
  if (digits === undefined) return patternOf(word);
  return digits.length >= 11 || digits.length === 4 ? `%${digits} %` : `% ${digits}%`;
}

function encode(text: string): string {
  let out = '';
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const code = character.codePointAt(0)!;
    out += code < 0x80 ? (code <= 0x20 ? ' ' : character) : `(${code.toString(16)})`;
  }
  return out;
}
