/** What an answer reads like, and what a key says to a question. Pure. */
import type { Question, StarsQuestion } from '../../engine/forms/form.ts';
import type { Locale } from '../../engine/words.ts';

type Rows = Readonly<Record<string, number>>;

const isRows = (value: unknown): value is Rows => typeof value === 'object' && value !== null && !Array.isArray(value);

/** 5 分, 漏服一两次, 医生 5 · 等候 3; a long text is cut. null when there is none. */
export function answerWords(question: Question, value: unknown, locale: Locale): string | null {
  if (value === undefined || value === null || value === '') return null;
  switch (question.kind) {
    case 'single':
      return question.options.find((option) => option.value === value)?.label[locale] ?? null;
    case 'multiple': {
      const chosen = Array.isArray(value) ? value : [];
      const labels = question.options
        .filter((option) => chosen.includes(option.value))
        .map(({ label }) => label[locale]);
      return labels.length > 0 ? labels.join(locale === 'zh' ? '、' : ', ') : null;
    }
    case 'stars': {
      if (!isRows(value)) return starWords(value as number, locale);
      const rows = (question.rows ?? []).filter(({ id }) => value[id] !== undefined);
      return rows.length > 0 ? rows.map(({ id, label }) => `${label[locale]} ${value[id]}`).join(' · ') : null;
    }
    case 'text': {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const [open, close] = locale === 'zh' ? ['“', '”'] : ['“', '”'];
      return `${open}${text.length > 24 ? `${text.slice(0, 24)}…` : text}${close}`;
    }
    default:
      return typeof value !== 'number' ? null : locale === 'zh' ? `${value} 分` : `${value}`;
  }
}

function starWords(stars: number, locale: Locale): string {
  if (locale === 'zh') return `${stars} 星`;
  return `${stars} star${stars === 1 ? '' : 's'}`;
}

/** Numbers a question takes, from the lowest to the highest; null when it takes none. */
export function numbersOf(question: Question): readonly number[] | null {
  const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  if (question.kind === 'nps') return span(0, 10);
  if (question.kind === 'scale') return span(question.from, question.to);
  if (question.kind === 'stars') return span(1, question.most ?? 5);
  return null;
}

/** The first row without stars: where the next key goes; the last one when all have some. */
export function nextRow(question: StarsQuestion, value: unknown): string | null {
  const rows = question.rows ?? [];
  const given = isRows(value) ? value : {};
  return (rows.find(({ id }) => given[id] === undefined) ?? rows.at(-1))?.id ?? null;
}

/** The answer after a digit was pressed; undefined when the digit says nothing to this question. */
export function answerByDigit(question: Question, value: unknown, digit: number): unknown {
  if (question.kind === 'single') return question.options[digit - 1]?.value;
  if (question.kind === 'multiple') {
    const option = question.options[digit - 1]?.value;
    if (option === undefined) return undefined;
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option];
  }
  const numbers = numbersOf(question);
  if (!numbers?.includes(digit)) return undefined;
  if (question.kind !== 'stars' || !question.rows) return digit;
  const row = nextRow(question, value);
  return row === null ? undefined : { ...(isRows(value) ? value : {}), [row]: digit };
}

/** Several parts: the script stays at the question until all are given, or Enter says so. */
export function isPartial(question: Question, value: unknown): boolean {
  if (question.kind === 'multiple' || question.kind === 'text') return true;
  if (question.kind !== 'stars' || !question.rows) return false;
  const given = isRows(value) ? value : {};
  return question.rows.some(({ id }) => given[id] === undefined);
}
