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
import { record } from '../events/index.ts';
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
  const { answers, errors } = known.validate(input.answers, { partial: !input.complete });
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
    content: contentOf(known, answers),
    complete: input.complete,
    now: ctx.now,
  };
  if (await store.insertResponse(tx, ctx.workspace.id, response)) {
    if (input.complete) await tell(tx, ctx, known, response);
    return { responseId: response.responseId, fresh: input.complete, complete: input.complete, answers, errors };
  }
  return goOn(tx, ctx, known, response, errors);
}

/** The key is known: by an earlier part of the same response, or by somebody who was faster. */
async function goOn(
  tx: Tx,
  ctx: Context,
  form: CompiledForm,
  response: store.NewResponse,
  errors: readonly AnswerError[],
): Promise<SavedResponse> {
  const there = await store.lockResponse(tx, ctx.workspace.id, response.responseKey);
  if (!there) throw new Error(`response ${response.responseKey} was there and is gone`);
  if (there.customer_id !== response.customerId || there.form_key !== response.ref.form)
    throw new Problem('response_key_taken', { key: response.responseKey });
  const responseId = there.response_id;
  if (there.completed_at) return { responseId, fresh: false, complete: true, answers: there.answers, errors: [] };
  await store.updateResponse(tx, ctx.workspace.id, responseId, response);
  if (response.complete) await tell(tx, ctx, form, { ...response, responseId });
  const { answers } = response.content;
  return { responseId, fresh: response.complete, complete: response.complete, answers, errors };
}

function contentOf(compiled: CompiledForm, answers: Answers): store.Content {
  const { form } = compiled;
  const { csat, nps, intent } = scoresOf(form, answers);
  const texts = textsOf(form, answers).map(({ text }) => text);
  return { answers, csat, nps, intent, signals: signalsOf(form, answers), texts: texts.join('\n') };
}

/** Through the front door like everything else that happens, and to the rooms that work on it. */
async function tell(tx: Tx, ctx: Context, compiled: CompiledForm, response: store.NewResponse): Promise<void> {
  const { responseId, responseKey, ref, customerId, via, channel, run, epoch } = response;
  await record(
    tx,
    ctx,
    [
      {
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
          ...propertiesOf(compiled.form, response.content.answers),
        },
      },
    ],
    { cause: 'forms' },
  );
  const item = {
    responseId,
    responseKey,
    customerId,
    playbook: ref.playbook,
    version: ref.version,
    form: ref.form,
    epoch,
    run,
    via,
    channel,
  };
  await publish(tx, ctx, responded, { items: [item] });
}

export function fieldErrors(errors: readonly AnswerError[], locale: 'zh' | 'en'): FieldError[] {
  return errors.map(({ question, words }) => ({
    path: question === '' ? 'answers' : `answers.${question}`,
    field: question,
    message: words[locale],
  }));
}
