import type { Spot, Value } from './flow.ts';

type Bag = Readonly<Record<string, unknown>>;

/** The answers with one more, as the form keeps them: rows of a question in a bag of their own. */
export function saved(answers: Bag, { question, row }: Spot, value: Value | readonly Value[]): Bag {
  if (row === undefined) return { ...answers, [question]: value };
  return { ...answers, [question]: { ...(answers[question] as Bag | undefined), [row]: value } };
}
