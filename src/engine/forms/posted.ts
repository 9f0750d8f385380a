/** A form post of the page without JavaScript, as answers. */
import { whyOf } from './compile.ts';
import type { Answers, Form } from './form.ts';

/** Names of fields: `<id>`, `<id>.<row>`; anything else in the post is not an answer. What is no score stays text and is refused by the validator. */
export function answersOfPost(form: Form, entries: Iterable<readonly [string, string]>): Answers {
  const posted = new Map<string, string[]>();
  for (const [name, value] of entries) posted.set(name, [...(posted.get(name) ?? []), value]);
  const answers: Record<string, unknown> = {};
  const first = (name: string) => posted.get(name)?.[0] ?? '';
  const put = (id: string, value: unknown) => {
    if (value !== undefined && value !== '') answers[id] = value;
  };
  for (const question of form.questions) {
    const { id } = question;
    if (question.kind === 'multiple') put(id, posted.get(id));
    else if (question.kind === 'single' || question.kind === 'text') put(id, first(id));
    else if (question.kind === 'stars' && question.rows)
      put(
        id,
        rowsOf(question.rows, (row) => first(`${id}.${row}`)),
      );
    else put(id, scoreOf(first(id)));
    if (question.kind === 'nps') put(whyOf(id), first(whyOf(id)));
  }
  return answers;
}

function rowsOf(rows: readonly { readonly id: string }[], value: (row: string) => string): unknown {
  const given = rows.flatMap(({ id }) => {
    const score = scoreOf(value(id));
    return score === '' ? [] : [[id, score] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function scoreOf(text: string): string | number {
  return /^\d{1,2}$/.test(text) ? Number(text) : text;
}
