import { explain } from '../../engine/condition/index.ts';
import { answerCatalogue, type Form, type Question, sayAnswers, textsOf } from '../../engine/forms/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { maskedWords } from '../customers/index.ts';
import type { FormSummary } from './contract.ts';
import type { ResponseItem } from './contract-responses.ts';
import { findForm } from './service.ts';
import type { FormRow } from './store.ts';
import type { FoundResponse } from './store-responses.ts';

export function toSummary(row: FormRow): FormSummary {
  const { playbook, form_key: form, version, definition, complete, partial, last_at } = row;
  const { title, questions } = definition;
  const lastAt = last_at?.toISOString() ?? null;
  return { playbook, form, title, version, questions: questions.length, complete, partial, lastAt };
}

/** When each question with a condition is asked. */
export function conditionsOf(form: Form): Record<string, Words> {
  const found: Record<string, Words> = {};
  for (const [at, { id, when }] of form.questions.entries()) {
    if (when) found[id] = sentence(when, form.questions.slice(0, at));
  }
  return found;
}

function sentence(when: unknown, earlier: readonly Question[]): Words {
  const condition = when as Parameters<typeof explain>[0];
  const catalogue = answerCatalogue(earlier);
  return { zh: explain(condition, catalogue, 'zh'), en: explain(condition, catalogue, 'en') };
}

export async function toItems(tx: Tx, ctx: Context, rows: readonly FoundResponse[]): Promise<ResponseItem[]> {
  const items: ResponseItem[] = [];
  for (const row of rows) {
    const form = await findForm(tx, ctx, { playbook: row.playbook, version: row.version, form: row.form_key });
    if (form) items.push(toItem(ctx, row, form));
  }
  return items;
}

function toItem(ctx: Context, row: FoundResponse, form: Form): ResponseItem {
  return {
    responseId: row.response_id,
    responseKey: row.response_key,
    playbook: row.playbook,
    version: row.version,
    form: row.form_key,
    formTitle: form.title,
    customerId: row.customer_id,
    customerName: row.customer_name ?? row.customer_external,
    via: row.via,
    channel: row.channel,
    run: row.run_id,
    by: row.answered_by,
    csat: row.csat,
    nps: row.nps,
    intent: row.intent,
    signals: row.signals.map((key) => ({
      key,
      ...(form.signals?.find((each) => each.key === key)?.name ?? { zh: key, en: key }),
    })),
    answers: maskedWords(ctx, row.answers),
    said: maskedWords(ctx, sayAnswers(form, row.answers)),
    texts: maskedWords(ctx, textsOf(form, row.answers)),
    complete: row.completed_at !== null,
    revision: row.revision,
    correctedAt: row.corrected_at?.toISOString() ?? null,
    startedAt: row.started_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
