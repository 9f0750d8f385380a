/** What each question is worth, from the newest responses to one version of a form. */
import { type QuestionFacts, questionFacts } from '../../engine/forms/effect.ts';
import type { Question } from '../../engine/forms/form.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { QuestionEffect } from './contract-effect.ts';
import { newestVersion } from './lists.ts';
import { findForm } from './service.ts';
import { listFilled } from './store-responses.ts';

/** Enough to be sure of everything that is told, and read in a moment. */
const MOST = 5000;

export async function questionEffects(
  tx: Tx,
  ctx: Context,
  { playbook, form, version }: { playbook: string; form: string; version?: number | undefined },
) {
  const at = version ?? (await newestVersion(tx, ctx, playbook, form));
  const definition = await findForm(tx, ctx, { playbook, version: at, form });
  if (!definition) throw new Problem('not_found', { what: form });
  const filled = await listFilled(tx, ctx.workspace.id, { playbook, version: at, form }, MOST);
  const facts = questionFacts(definition, filled);
  return {
    version: at,
    responses: filled.length,
    complete: filled.filter(({ complete }) => complete).length,
    capped: filled.length === MOST,
    questions: definition.questions.map((question, index) => toEffect(definition.questions, question, facts[index]!)),
  };
}

function toEffect(questions: readonly Question[], question: Question, facts: QuestionFacts): QuestionEffect {
  const { most, twin, itemTotal, skippedRate, leftRate, ...rest } = facts;
  return {
    ...rest,
    title: question.title,
    kind: question.kind,
    skippedRate: skippedRate && plain(skippedRate),
    leftRate: leftRate && plain(leftRate),
    most: most && { ...plain(most), answer: said(question, most.answer) },
    itemTotal: itemTotal && plain(itemTotal),
    twin: twin && { ...plain(twin), title: questions.find(({ id }) => id === twin.question)?.title ?? question.title },
    seconds: null,
  };
}

function plain<T extends { readonly ci: readonly [number, number] }>(one: T): Omit<T, 'ci'> & { ci: [number, number] } {
  return { ...one, ci: [one.ci[0], one.ci[1]] };
}

/** An option by its label, scores by row as they stand. */
function said(question: Question, answer: string): Words {
  const label = (value: string) =>
    'options' in question ? question.options.find((one) => one.value === value)?.label : undefined;
  if (!answer.startsWith('[') && !answer.startsWith('{')) return label(answer) ?? { zh: answer, en: answer };
  const parsed: unknown = JSON.parse(answer);
  if (Array.isArray(parsed)) {
    const labels = parsed.map((value) => label(String(value)) ?? { zh: String(value), en: String(value) });
    return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') };
  }
  const values = Object.values(parsed as Readonly<Record<string, unknown>>).map(String);
  return { zh: values.join('、'), en: values.join(', ') };
}
