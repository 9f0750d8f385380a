/** Gathers what is wrong with the files: several at once, so that nobody mends them one by one. */
import type { Locale } from '../../../engine/words.ts';
import { type FieldError, Problem } from '../../../kit/errors.ts';
import { type Flaw, sayFlaw } from './words.ts';

/** More are counted and not listed. */
const MOST_LISTED = 20;
/** Longer ones are cut where they are quoted. */
const LONGEST_QUOTE = 60;

export class Flaws {
  readonly #locale: Locale;
  readonly #listed: FieldError[] = [];
  #count = 0;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  get any(): boolean {
    return this.#count > 0;
  }

  /** `row` as a spreadsheet counts it: the header is row 1. */
  add(
    file: string,
    flaw: Flaw,
    where: { row?: number; field?: string } = {},
    values: Record<string, string | number> = {},
  ): void {
    this.say(file, sayFlaw(flaw, { column: where.field ?? '', ...shortened(values) }, this.#locale), where);
  }

  say(file: string, message: string, where: { row?: number; field?: string } = {}): void {
    this.#count += 1;
    if (this.#listed.length < MOST_LISTED) this.#listed.push({ path: file, ...where, message });
  }

  /** Throws the problem `score_files_invalid` when anything was wrong. */
  end(): void {
    if (this.#count > 0) throw new Problem('score_files_invalid', { count: this.#count }, this.#listed);
  }
}

function shortened(values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' && value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value,
    ]),
  );
}
