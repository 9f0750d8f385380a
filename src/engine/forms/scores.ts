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
  const { bound, ids } = planOf(form);
  const figures: Record<string, number | null> = { csat: null, nps: null, intent: null };
  for (const { id, metric } of bound) {
    const value = own(answers, id);
    const figure = isBag(value) ? lowest(value) : value;
    if (typeof figure !== 'number') continue;
    const before = figures[metric];
    if (typeof before !== 'number') figures[metric] = figure;
    else if (metric === 'csat') figures[metric] = Math.min(before, figure);
  }
  const rows: Record<string, number> = {};
  for (const id of ids) {
    const value = own(answers, id);
    if (!isBag(value)) continue;
    for (const row of Object.keys(value)) rows[`${id}_${row}`] = value[row] as number;
  }
  const { csat = null, nps = null, intent = null } = figures;
  return { csat, nps, intent, rows };
}

/** What a form's answers are looked up by: made once for each form that is kept. */
interface Plan {
  readonly bound: readonly { readonly id: string; readonly metric: string }[];
  readonly ids: readonly string[];
  readonly signals: readonly { readonly key: string; readonly holds: Holds }[];
}
const plans = new WeakMap<Form, Plan>();

function planOf(form: Form): Plan {
  const there = plans.get(form);
  if (there) return there;
  const plan: Plan = {
    bound: form.questions.flatMap(({ id, metric = '' }) =>
      metric === 'csat' || metric === 'nps' || metric === 'intent' ? [{ id, metric }] : [],
    ),
    ids: form.questions.flatMap(({ id }) => [id, whyOf(id)]),
    signals: (form.signals ?? []).map(({ key, when }) => ({ key, holds: compileWhen(when) })),
  };
  plans.set(form, plan);
  return plan;
}

/** Keys of the form's signals that hold for clean answers. */
export function signalsOf(form: Form, answers: Answers): string[] {
  return planOf(form)
    .signals.filter(({ holds }) => holds(answers))
    .map(({ key }) => key);
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
  for (const id of planOf(form).ids) {
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
