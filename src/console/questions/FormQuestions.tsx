import { useMemo } from 'react';
import { compileForm, type Form, whyOf, whyTitle } from '../../engine/forms/index.ts';
import { useSay } from '../lib/i18n.ts';
import { QuestionInput } from './QuestionInput.tsx';

/** By question; null: none. */
export type GivenAnswers = Readonly<Record<string, unknown>>;

/** The questions of a form as far as its rules show them, with what was answered; a colleague fills them in. */
export function FormQuestions({
  form,
  given,
  change,
  flawOf,
  noteOf,
}: {
  form: Form;
  given: GivenAnswers;
  change: (id: string, value: unknown) => void;
  /** What is wrong with an answer. */
  flawOf: (id: string) => string | undefined;
  /** Beside the title of a question. */
  noteOf?: (id: string) => string | null;
}) {
  const say = useSay();
  const compiled = useMemo(() => compileForm(form), [form]);
  const now = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const hidden = compiled.hidden(compiled.validate(now, { partial: true }).answers);
  return form.questions
    .filter(({ id }) => !hidden.has(id))
    .map((question) => {
      const { id } = question;
      const flaw = flawOf(id);
      const note = noteOf?.(id);
      const said = now[whyOf(id)];
      const why = question.kind === 'nps' && now[id] !== undefined ? whyTitle(question, now[id]) : null;
      return (
        <div key={id} className="fl" data-question={id}>
          <div className="lb">
            <span>{say(question.title)}</span>
            {question.required ? <span className="bad">*</span> : null}
            {note ? <span className="f12 warn">{note}</span> : null}
          </div>
          <QuestionInput question={question} value={now[id]} set={(value) => change(id, value)} />
          {why ? (
            <textarea
              className="hx-area why"
              rows={2}
              maxLength={2000}
              aria-label={say(why)}
              placeholder={say(why)}
              value={typeof said === 'string' ? said : ''}
              onChange={(event) => change(whyOf(id), event.target.value === '' ? null : event.target.value)}
            />
          ) : null}
          {flaw ? (
            <p className="f12 bad" role="alert">
              {flaw}
            </p>
          ) : null}
        </div>
      );
    });
}
