/** A response is corrected by a person: validated like any answers, kept with what stood there, told to the rooms that counted it. */
import { type Answers, type CompiledForm, propertiesOf, sayAnswers } from '../../engine/forms/index.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { maskedWords, noteViewed } from '../customers/index.ts';
import { record } from '../events/index.ts';
import type { Correction } from './contract-corrections.ts';
import type { ResponseItem } from './contract-responses.ts';
import { responseCorrected } from './events.ts';
import { toItems } from './present.ts';
import { contentOf, fieldErrors } from './responses.ts';
import { requireForm } from './service.ts';
import * as store from './store-corrections.ts';
import { findResponses, type FoundResponse } from './store-responses.ts';

interface CorrectionInput {
  readonly changes: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly revision: number;
}

export function correctResponse(ctx: Context, responseId: string, input: CorrectionInput): Promise<ResponseItem> {
  return ctx.tx(async (tx) => {
    const row = await requireResponse(tx, ctx, responseId);
    if (!row.completed_at) throw new Problem('response_open');
    const form = await formOf(tx, ctx, row);
    const now = await store.lockRevision(tx, ctx.workspace.id, responseId);
    if (now?.revision !== input.revision) throw new Problem('response_moved');
    const before = now.answers;
    const answers = correctedAnswers(ctx, form, before, input.changes);
    const changed = changedOf(before, answers);
    if (changed.length === 0) throw nothingChanged(ctx);
    const revision = now.revision + 1;
    const { id: by, name: byName } = ctx.actor;
    const { reason } = input;
    await store.insertCorrection(tx, ctx.workspace.id, { responseId, revision, before, reason, by, byName }, ctx.now);
    const content = contentOf(form, answers);
    await store.correctContent(tx, ctx.workspace.id, responseId, { content, revision }, ctx.now);
    await tell(tx, ctx, { row, form, answers, revision, changed, reason });
    const [item] = await toItems(tx, ctx, [await requireResponse(tx, ctx, responseId)]);
    if (!item) throw new Error('a response that was corrected is there');
    return item;
  });
}

export function listCorrections(ctx: Context, responseId: string): Promise<{ items: Correction[] }> {
  return ctx.tx(async (tx) => {
    const row = await requireResponse(tx, ctx, responseId);
    await noteViewed(tx, ctx, [{ customer_id: row.customer_id, external_id: row.customer_external }]);
    const { form } = await formOf(tx, ctx, row);
    const rows = await store.correctionsOf(tx, ctx.workspace.id, responseId);
    const items = rows.map((each, at): Correction => {
      const after = rows[at + 1]?.before ?? row.answers;
      const [was, is] = [each.before, after].map((answers) => sayAnswers(form, answers));
      const questions = new Set([...(was ?? []), ...(is ?? [])].map(({ question }) => question));
      const said = [...questions].map((question) => {
        const [one, other] = [was, is].map((side) => side?.find((answer) => answer.question === question));
        const title = (one ?? other)?.title ?? { zh: question, en: question };
        return { question, title, before: one?.value ?? null, after: other?.value ?? null };
      });
      const changed = said.filter((one) => canonicalJson(one.before) !== canonicalJson(one.after));
      const { revision, reason, corrected_name: by, corrected_at } = each;
      return { revision, at: corrected_at.toISOString(), by, reason, changed: maskedWords(ctx, changed) };
    });
    return { items };
  });
}

async function requireResponse(tx: Tx, ctx: Context, responseId: string): Promise<FoundResponse> {
  const [row] = await findResponses(tx, ctx, { responseIds: [responseId], limit: 1 });
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '答卷' : 'response' });
  return row;
}

function formOf(tx: Tx, ctx: Context, row: FoundResponse): Promise<CompiledForm> {
  return requireForm(tx, ctx, { playbook: row.playbook, version: row.version, form: row.form_key });
}

/** Only what is named changes: who sees numbers starred out does not write stars into what she did not touch. */
function correctedAnswers(
  ctx: Context,
  form: CompiledForm,
  before: Answers,
  changes: Readonly<Record<string, unknown>>,
): Answers {
  const wanted = { ...before, ...changes };
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
  const { answers, errors } = form.validate(given);
  if (errors.length > 0) throw new Problem('answers_invalid', {}, fieldErrors(errors, ctx.locale));
  return answers;
}

function changedOf(before: Answers, after: Answers): string[] {
  const questions = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return questions.filter((id) => canonicalJson(before[id] ?? null) !== canonicalJson(after[id] ?? null));
}

function nothingChanged(ctx: Context): Problem {
  const message = ctx.locale === 'zh' ? '和原来一样，没有要更正的' : 'the same as before: nothing to correct';
  return new Problem('invalid_input', {}, [{ path: 'changes', field: 'changes', message }]);
}

interface Corrected {
  readonly row: FoundResponse;
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly revision: number;
  readonly changed: readonly string[];
  readonly reason: string;
}

/** The first event stays what happened then; the correction is an event of its own, with the answers as they are now. */
async function tell(tx: Tx, ctx: Context, corrected: Corrected): Promise<void> {
  const { row, form, answers, revision, changed, reason } = corrected;
  const { response_id: responseId, customer_id: customerId, playbook, version, form_key, run_id, epoch, channel } = row;
  const properties = {
    form: form_key,
    formVersion: version,
    playbook,
    ...(run_id === null ? {} : { run: run_id }),
    ...(epoch === null ? {} : { epoch }),
    ...(channel === null ? {} : { channel }),
    response: responseId,
    revision,
    ...propertiesOf(form.form, answers),
  };
  const event = { source: 'forms', externalId: `${responseId}:${revision}`, customerId, type: 'response_corrected' };
  await record(tx, ctx, [{ ...event, occurredAt: ctx.now, properties }], { cause: 'forms' });
  await publish(tx, ctx, responseCorrected, { items: [{ responseId, customerId }] });
  await audit(tx, ctx, {
    action: 'forms.corrected',
    entity: 'response',
    entityId: responseId,
    detail: { form: form_key, customer: customerId, questions: changed, revision, reason },
  });
}
