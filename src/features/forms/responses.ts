/** What was answered. Partial answers are kept; the first complete ones win, however many submit at once. */
import {
  type Answers,
  type AnswerError,
  type CompiledForm,
  propertiesOf,
  scoresOf,
  signalsOf,
  textsOf,
} from '../../engine/forms/index.ts';
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { type NewEvent, record } from '../events/index.ts';
import { responded } from './events.ts';
import type { FormRef, RunRef } from './ref.ts';
import { requireForm } from './service.ts';
import * as store from './store-responses.ts';

export interface ResponseInput {
  /** Idempotency: the id of the link, of the task. The same key is the same response. */
  readonly responseKey: string;
  readonly ref: FormRef;
  readonly customerId: string;
  /** Who filled it how: h5, agent, sandbox ... */
  readonly via: string;
  readonly run?: RunRef | null;
  readonly epoch?: number | null;
  readonly channel?: string | null;
  readonly answers: unknown;
  /** False: answers on the way. */
  readonly complete: boolean;
  readonly by?: string | null;
}

export interface SavedResponse {
  readonly responseId: string;
  /** It became complete just now. */
  readonly fresh: boolean;
  readonly complete: boolean;
  /** As they are kept: for a response that was complete before, the answers given then. */
  readonly answers: Answers;
  /** Of answers on the way: what was left out. */
  readonly errors: readonly AnswerError[];
}

/** `form` spares the look-up to a caller who has it. */
export async function saveResponse(
  tx: Tx,
  ctx: Context,
  input: ResponseInput,
  form?: CompiledForm,
): Promise<SavedResponse> {
  const known = form ?? (await requireForm(tx, ctx, input.ref));
  const [saved] = await saveResponses(tx, ctx, [{ input, form: known }]);
  if (!saved) throw new Error('one input gives one response');
  return saved;
}

export interface ResponseToSave {
  readonly input: ResponseInput;
  readonly form: CompiledForm;
}

/** Many at once, in the order given: one statement for the rows, one batch of events, one message to the rooms downstream. */
export async function saveResponses(tx: Tx, ctx: Context, items: readonly ResponseToSave[]): Promise<SavedResponse[]> {
  if (items.length === 0) return [];
  const all = items.map((item) => prepare(ctx, item));
  const written = await store.insertResponses(
    tx,
    ctx.workspace.id,
    all.map(({ response }) => response),
    ctx.now,
  );
  const saved: SavedResponse[] = [];
  const fresh: Prepared[] = [];
  for (const each of all) {
    const { response, errors } = each;
    const { responseId, complete, content } = response;
    const one = written.has(responseId)
      ? { responseId, fresh: complete, complete, answers: content.answers, errors }
      : await goOn(tx, ctx, each);
    if (one.fresh) fresh.push({ ...each, response: { ...response, responseId: one.responseId } });
    saved.push(one);
  }
  if (fresh.length > 0) await tell(tx, ctx, fresh);
  return saved;
}

interface Prepared {
  readonly form: CompiledForm;
  readonly response: store.NewResponse;
  readonly errors: readonly AnswerError[];
}

function prepare(ctx: Context, { input, form }: ResponseToSave): Prepared {
  const { answers, errors } = form.validate(input.answers, { partial: !input.complete });
  if (input.complete && errors.length > 0) throw new Problem('answers_invalid', {}, fieldErrors(errors, ctx.locale));
  const response: store.NewResponse = {
    responseId: newId('rsp'),
    responseKey: input.responseKey,
    ref: input.ref,
    customerId: input.customerId,
    via: input.via,
    channel: input.channel ?? null,
    run: input.run ?? null,
    epoch: input.epoch ?? null,
    by: input.by ?? null,
    content: contentOf(form, answers),
    complete: input.complete,
  };
  return { form, response, errors };
}

/** The key is known: by an earlier part of the same response, or by somebody who was faster. */
async function goOn(tx: Tx, ctx: Context, { response, errors }: Prepared): Promise<SavedResponse> {
  const there = await store.lockResponse(tx, ctx.workspace.id, response.responseKey);
  if (!there) throw new Error(`response ${response.responseKey} was there and is gone`);
  if (there.customer_id !== response.customerId || there.form_key !== response.ref.form)
    throw new Problem('response_key_taken', { key: response.responseKey });
  const responseId = there.response_id;
  if (there.completed_at) return { responseId, fresh: false, complete: true, answers: there.answers, errors: [] };
  await store.updateResponse(tx, ctx.workspace.id, responseId, response, ctx.now);
  const { answers } = response.content;
  return { responseId, fresh: response.complete, complete: response.complete, answers, errors };
}

export function contentOf(compiled: CompiledForm, answers: Answers): store.Content {
  const { form } = compiled;
  const { csat, nps, intent } = scoresOf(form, answers);
  const texts = textsOf(form, answers).map(({ text }) => text);
  return { answers, csat, nps, intent, signals: signalsOf(form, answers), texts: texts.join('\n') };
}

/** Through the front door like everything else that happens, and to the rooms that work on it. */
async function tell(tx: Tx, ctx: Context, fresh: readonly Prepared[]): Promise<void> {
  await record(
    tx,
    ctx,
    fresh.map(({ form, response }) => eventOf(ctx, form, response)),
    { cause: 'forms' },
  );
  const items = fresh.map(({ response }) => {
    const { responseId, responseKey, customerId, ref, epoch, run, via, channel } = response;
    return { responseId, responseKey, customerId, ...ref, epoch, run, via, channel };
  });
  await publish(tx, ctx, responded, { items });
}

function eventOf(ctx: Context, { form }: CompiledForm, response: store.NewResponse): NewEvent {
  const { responseId, ref, customerId, via, channel, run, epoch } = response;
  return {
    source: 'forms',
    externalId: responseId,
    customerId,
    type: 'response',
    occurredAt: ctx.now,
    properties: {
      form: ref.form,
      formVersion: ref.version,
      playbook: ref.playbook,
      ...(run ? { run: run.runId } : {}),
      ...(epoch === null ? {} : { epoch }),
      via,
      ...(channel === null ? {} : { channel }),
      response: responseId,
      ...propertiesOf(form, response.content.answers),
    },
  };
}

export function fieldErrors(errors: readonly AnswerError[], locale: 'zh' | 'en'): FieldError[] {
  return errors.map(({ question, words }) => ({
    path: question === '' ? 'answers' : `answers.${question}`,
    field: question,
    message: words[locale],
  }));
}
