/** What answers say: figures for metrics, signals for rules and flows, words for the understanding of text. */
import { whyOf } from './compile.ts';
import type { Answers, Form, Question } from './form.ts';
import { isBag, own } from './own.ts';
import { compileWhen, type Holds, lowest } from './when.ts';

export interface Scores {
  /** The lowest star on questions bound to csat. */
  readonly csat: number | null;
  /** 0 to 10. */
  readonly nps: number | null;
  /** 0 to 5. */
  readonly intent: number | null;
  /** Every row of stars that was given, by `<question>_<row>`. */
  readonly rows: Readonly<Record<string, number>>;
}

export function scoresOf(form: Form, answers: Answers): Scores {
  const stars = numbersOf(form, answers, 'csat');
  const rows: Record<string, number> = {};
  for (const { id } of form.questions) {
    const value = own(answers, id);
    if (!isBag(value)) continue;
    for (const row of Object.keys(value)) rows[`${id}_${row}`] = value[row] as number;
  }
  return {
    csat: stars.length > 0 ? Math.min(...stars) : null,
    nps: numbersOf(form, answers, 'nps')[0] ?? null,
    intent: numbersOf(form, answers, 'intent')[0] ?? null,
    rows,
  };
}

function numbersOf(form: Form, answers: Answers, metric: string): number[] {
  return form.questions
    .filter((question) => question.metric === metric)
    .map(({ id }) => {
      const value = own(answers, id);
      return isBag(value) ? lowest(value) : value;
    })
    .filter((value): value is number => typeof value === 'number');
}

/** Compiled once for each form that is kept. */
const compiled = new WeakMap<Form, readonly { readonly key: string; readonly holds: Holds }[]>();

/** Keys of the form's signals that hold for clean answers. */
export function signalsOf(form: Form, answers: Answers): string[] {
  const signals =
    compiled.get(form) ?? (form.signals ?? []).map(({ key, when }) => ({ key, holds: compileWhen(when) }));
  compiled.set(form, signals);
  return signals.filter(({ holds }) => holds(answers)).map(({ key }) => key);
}

export interface OpenText {
  /** The question's id; for the why of a score `<id>_why`. */
  readonly question: string;
  readonly text: string;
}

/** What was written freely, in the order of the form. */
export function textsOf(form: Form, answers: Answers): OpenText[] {
  return form.questions.flatMap((question) =>
    textIds(question).flatMap((id) => {
      const text = own(answers, id);
      return typeof text === 'string' ? [{ question: id, text }] : [];
    }),
  );
}

function textIds(question: Question): readonly string[] {
  if (question.kind === 'text') return [question.id];
  return question.kind === 'nps' && question.why ? [whyOf(question.id)] : [];
}

/** Longer texts are for people and for the understanding of text, not for conditions. */
const TEXT_IN_PROPERTIES = 500;

/**
 * Answers as flat properties, so that conditions on events can ask about them: `<id>`, `<id>_<row>`, `<id>_<value>: true` for each choice of
 * several, `csat`, `nps`, `intent`, `signal_<key>: true`.
 */
export function propertiesOf(form: Form, answers: Answers): Record<string, string | number | boolean> {
  const found: Record<string, string | number | boolean> = {};
  for (const id of form.questions.flatMap((question) => [question.id, whyOf(question.id)])) {
    const value = own(answers, id);
    if (typeof value === 'number') found[id] = value;
    else if (typeof value === 'string') found[id] = value.slice(0, TEXT_IN_PROPERTIES);
    else if (Array.isArray(value)) for (const each of value) found[`${id}_${each}`] = true;
  }
  const { rows, ...figures } = scoresOf(form, answers);
  Object.assign(found, rows);
  for (const [name, value] of Object.entries(figures)) if (value !== null) found[name] = value;
  for (const key of signalsOf(form, answers)) found[`signal_${key}`] = true;
  return found;
}
