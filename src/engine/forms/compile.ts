import type { Answers, Form } from './form.ts';
import { readerOf } from './kinds/index.ts';
import type { Read } from './kinds/kind.ts';
import { readText } from './kinds/text.ts';
import { countKeys, isBag } from './own.ts';
import { type AnswerError, flaw } from './problem.ts';
import { compileWhen, type Holds } from './when.ts';

export interface Validated {
  /** Only what belongs to the form and was to be seen: trimmed, in order, without hidden questions. */
  readonly answers: Answers;
  readonly errors: readonly AnswerError[];
}

export interface ValidateOptions {
  /** Answers on the way: nothing is required yet; what is wrong is left out and still named. */
  readonly partial?: boolean;
}

/** One place answers are kept under: a question, or the why of a score. */
interface Step {
  readonly id: string;
  readonly holds: Holds | null;
  readonly read: Read;
  readonly required: boolean;
}

export interface CompiledForm {
  readonly form: Form;
  validate(given: unknown, options?: ValidateOptions): Validated;
  /** Ids that are not to be seen, given clean answers. */
  hidden(answers: Answers): ReadonlySet<string>;
}

/** The id under which the answer to the why of a score is kept. */
export function whyOf(id: string): string {
  return `${id}_why`;
}

/** How many unknown questions are named one by one. */
const NAMED = 20;

/** Compiles once, validates many times: the same code in the browser and on the server. The form must have passed `checkForm`. */
export function compileForm(form: Form): CompiledForm {
  const steps = form.questions.flatMap(stepsOf);
  const known = new Set(steps.map((step) => step.id));
  return {
    form,
    validate: (given, { partial = false } = {}) => validate(steps, known, given, partial),
    hidden: (answers) => new Set(steps.filter(({ holds }) => holds !== null && !holds(answers)).map((step) => step.id)),
  };
}

function stepsOf(question: Form['questions'][number]): Step[] {
  const { id, when, required = false } = question;
  const step = { id, holds: when ? compileWhen(when) : null, read: readerOf(question), required };
  if (question.kind !== 'nps' || !question.why) return [step];
  const scored: Holds = (answers) => answers[id] !== undefined;
  return [step, { id: whyOf(id), holds: scored, read: readText(whyOf(id)), required: false }];
}

function validate(steps: readonly Step[], known: ReadonlySet<string>, given: unknown, partial: boolean): Validated {
  if (!isBag(given)) return { answers: {}, errors: [flaw('', 'not_answers')] };
  const answers: Record<string, unknown> = {};
  const errors: AnswerError[] = [];
  let found = 0;
  for (let at = 0; at < steps.length; at++) {
    const { id, holds, read, required } = steps[at] as Step;
    // No id is a name that every object answers to (`checkForm`), so what is read was sent.
    const raw = given[id];
    if (raw !== undefined) found += 1;
    if (holds !== null && !holds(answers)) continue;
    const value = read(raw, errors, required && !partial);
    if (value !== undefined) answers[id] = value;
  }
  if (countKeys(given) > found) {
    const strange = Object.keys(given)
      .filter((key) => !known.has(key))
      .slice(0, NAMED);
    for (const key of strange) errors.push(flaw(key.slice(0, 60), 'unknown_question'));
  }
  return { answers, errors };
}
