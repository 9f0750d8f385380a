/** Answers for people to read, in the order of the form. */
import type { Words } from '../words.ts';
import { whyOf } from './compile.ts';
import type { Answers, Form, Option, Question } from './form.ts';
import { STARS } from './kinds/stars.ts';
import { isBag, own } from './own.ts';

export interface SaidAnswer {
  /** `<id>`, `<id>.<row>`, `<id>_why`. */
  readonly question: string;
  readonly title: Words;
  readonly value: Words;
  /** The figure, where the answer is one, and the most it could be. */
  readonly score: number | null;
  readonly most: number | null;
}

export function sayAnswers(form: Form, answers: Answers): SaidAnswer[] {
  return form.questions.flatMap((question) =>
    sayAnswer(question, own(answers, question.id), own(answers, whyOf(question.id))),
  );
}

function sayAnswer(question: Question, value: unknown, why: unknown): SaidAnswer[] {
  const { id, title } = question;
  switch (question.kind) {
    case 'stars': {
      const { most = STARS } = question;
      if (!isBag(value)) return scored(id, title, value, most, stars);
      return (question.rows ?? []).flatMap((row) =>
        scored(`${id}.${row.id}`, row.label, own(value, row.id), most, stars),
      );
    }
    case 'nps':
      return [...scored(id, title, value, 10, plain), ...written(whyOf(id), whyTitle(question, value), why)];
    case 'scale':
      return scored(id, title, value, question.to, plain);
    case 'single':
    case 'multiple':
      return chosen(id, title, question.options, Array.isArray(value) ? value : value === undefined ? [] : [value]);
    case 'text':
      return written(id, title, value);
  }
}

const same = (text: string): Words => ({ zh: text, en: text });
const plain = (score: number): Words => same(String(score));
const stars = (score: number): Words => ({ zh: `${score} 星`, en: `${score} star${score === 1 ? '' : 's'}` });

function scored(
  question: string,
  title: Words,
  value: unknown,
  most: number,
  say: (score: number) => Words,
): SaidAnswer[] {
  return typeof value === 'number' ? [{ question, title, value: say(value), score: value, most }] : [];
}

function written(question: string, title: Words, value: unknown): SaidAnswer[] {
  return typeof value === 'string' ? [{ question, title, value: same(value), score: null, most: null }] : [];
}

function chosen(question: string, title: Words, options: readonly Option[], values: readonly unknown[]): SaidAnswer[] {
  if (values.length === 0) return [];
  const labels = values.map((each) => options.find(({ value }) => value === each)?.label ?? same(String(each)));
  const value = { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') };
  return [{ question, title, value, score: null, most: null }];
}

/** The follow-up in the words that fitted the score. */
export function whyTitle(question: Question, score: unknown): Words {
  if (question.kind !== 'nps' || !question.why) return question.title;
  return question.why[npsClass(score)];
}

/** Derived, never sent by a client. */
export function npsClass(score: unknown): 'promoter' | 'passive' | 'detractor' {
  if (typeof score !== 'number' || score <= 6) return 'detractor';
  return score >= 9 ? 'promoter' : 'passive';
}

/** What a form asks, a line each: the columns of an export. */
export function columnsOf(form: Form): { readonly key: string; readonly title: Words }[] {
  return form.questions.flatMap((question) => {
    const { id, title } = question;
    if (question.kind === 'stars' && question.rows)
      return question.rows.map((row) => ({ key: `${id}.${row.id}`, title: row.label }));
    const why = question.kind === 'nps' && question.why;
    const more = { key: whyOf(id), title: { zh: `${title.zh}：原因`, en: `${title.en}: why` } };
    return why ? [{ key: id, title }, more] : [{ key: id, title }];
  });
}
