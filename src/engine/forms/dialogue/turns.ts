/** What a form asks when it is asked in words, one thing at a time: a question, a row of one, the why of a score. Pure. */
import { type CompiledForm, whyOf } from '../compile.ts';
import type { Answers, Form, Question } from '../form.ts';
import { isBag, own } from '../own.ts';

/** One thing to be asked. `id`: as it stands in exports (`care`, `care.doctor`, `recommend_why`). */
export interface Turn {
  readonly id: string;
  readonly question: Question;
  readonly row?: string;
  /** The open question after a score. */
  readonly why?: true;
}

export function turnsOf(form: Form): Turn[] {
  return form.questions.flatMap((question): Turn[] => {
    const { id } = question;
    if (question.kind === 'stars' && question.rows)
      return question.rows.map((row) => ({ id: `${id}.${row.id}`, question, row: row.id }));
    if (question.kind === 'nps' && question.why)
      return [
        { id, question },
        { id: whyOf(id), question, why: true },
      ];
    return [{ id, question }];
  });
}

/** The next thing that is to be asked, given what was said and what she would not say. */
export function nextTurn(compiled: CompiledForm, answers: Answers, skipped: readonly string[]): Turn | null {
  const hidden = compiled.hidden(answers);
  const open = (turn: Turn): boolean =>
    !skipped.includes(turn.id) &&
    !hidden.has(turn.why ? whyOf(turn.question.id) : turn.question.id) &&
    valueOf(answers, turn) === undefined;
  return turnsOf(compiled.form).find(open) ?? null;
}

function valueOf(answers: Answers, { question, row, why }: Turn): unknown {
  const value = own(answers, why ? whyOf(question.id) : question.id);
  return row === undefined ? value : isBag(value) ? own(value, row) : undefined;
}

/** The answers with one more, as the form keeps them. */
export function withAnswer(answers: Answers, { question, row, why }: Turn, value: unknown): Answers {
  const { id } = question;
  if (row === undefined) return { ...answers, [why ? whyOf(id) : id]: value };
  const rows = own(answers, id);
  return { ...answers, [id]: { ...(isBag(rows) ? rows : {}), [row]: value } };
}

/** A refusal to answer is taken where the form can do without. */
export const maySkip = ({ question, why }: Turn): boolean => why === true || question.required !== true;
