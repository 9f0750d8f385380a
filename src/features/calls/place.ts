/** A message that is to be told by telephone becomes a call that waits to be dialled. */
import { type CallFlow, callOfForm, callOfSteps, checkCall } from '../../engine/callflow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { findCompiled } from '../forms/index.ts';
import {
  type About,
  aboutDelivery,
  type Attempt,
  type ChannelAdapter,
  fillTexts,
  type Outcome,
} from '../messages/index.ts';
import { mintLinks } from '../surveys/index.ts';
import { asSteps, type CallStep } from './contract-definition.ts';
import type { CallSettings } from './contract-settings.ts';
import * as store from './store.ts';
import { findSteps } from './store-steps.ts';

/** A person on the phone costs more than a letter: calls that wait are begun by the line's own pace. */
export const CALLS_AT_ONCE = 50;

/** After a crash: whether the attempt has its call. */
export const findPlaced: NonNullable<ChannelAdapter['reconcile']> = async (_settings, { deliveryId }, { within }) => {
  const call = await within.tx((tx) => store.findByDelivery(tx, within.workspace.id, deliveryId));
  return call ? { kind: 'accepted', providerId: call.call_id } : { kind: 'transient', code: 'not_placed' };
};

/** null: there is no such attempt. */
export async function placeCall(
  ctx: Context,
  settings: CallSettings,
  attempt: Omit<Attempt, 'signal'>,
  /** It rings on the phone of the sandbox, so long; else it waits for a line. */
  sandboxUntil?: Date,
): Promise<Outcome | null> {
  const { deliveryId, to, locale } = attempt;
  if (!/^\+?\d{3,20}$/.test(to))
    return { kind: 'rejected', scope: 'recipient', code: 'number', note: 'not a number that can be dialled' };
  return ctx.tx(async (tx) => {
    const about = await aboutDelivery(tx, ctx, deliveryId);
    if (!about) return null;
    const ref = about.form === null ? null : { playbook: about.playbook, version: about.version, form: about.form };
    const form = ref ? await findCompiled(tx, ctx, ref) : null;
    const caller = settings.caller === '' ? ctx.workspace.name : settings.caller;
    const words = { zh: attempt.content.text, en: attempt.content.text };
    const said = { caller: { zh: caller, en: caller }, lead: words, form: form?.form ?? null };
    const own = await stepsOf(tx, ctx, deliveryId, about, locale);
    if (own && 'kind' in own) return own;
    const { person } = settings;
    const flow = own
      ? callOfSteps(asSteps(own.steps), { ...said, ...(person === '' ? {} : { person }) })
      : flowOf(said.caller, words, said.form, settings);
    const flaws = checkCall(flow);
    if (flaws.length > 0)
      return {
        kind: 'rejected',
        scope: 'content',
        code: flaws[0]?.code ?? 'flow',
        note: flaws.map(({ path }) => path).join(', '),
      };
    // The link of the message, whether it was ever shown: by it the answers are the same response as on its page.
    const [link] = ref
      ? await mintLinks(tx, ctx, [
          {
            customerId: about.customerId,
            ref,
            messageId: about.messageId,
            run: about.run,
            epoch: about.epoch,
            channel: 'voice',
          },
        ])
      : [];
    const callId = await store.insertCall(
      tx,
      ctx.workspace.id,
      {
        call_id: newId('call'),
        kind: 'message',
        customer_id: about.customerId,
        delivery_id: deliveryId,
        message_id: about.messageId,
        task_id: null,
        link_id: link?.linkId ?? null,
        playbook: about.playbook,
        agent: null,
        agent_number: null,
        number: to,
        locale,
        attempt: about.attempt,
        flow,
        created_by: ctx.actor.name,
        ...(sandboxUntil ? { sandboxUntil } : {}),
      },
      ctx.now,
    );
    return { kind: 'accepted', providerId: callId };
  });
}

/** The steps its playbook has for the message, with the customer's own words in them; null where it has none. */
async function stepsOf(
  tx: Tx,
  ctx: Context,
  deliveryId: string,
  about: About,
  locale: 'zh' | 'en',
): Promise<{ readonly steps: readonly CallStep[] } | Outcome | null> {
  const own = await findSteps(tx, ctx.workspace.id, about);
  if (!own) return null;
  const { texts, missing } = await fillTexts(
    tx,
    ctx,
    deliveryId,
    own.steps.map(({ words }) => words?.[locale] ?? ''),
  );
  if (missing.length > 0)
    return { kind: 'rejected', scope: 'recipient', code: 'variables', note: `no value for ${missing.join(', ')}` };
  const steps = own.steps.map((step, at) => {
    const text = texts[at] ?? '';
    return step.words && text !== '' ? { ...step, words: { zh: text, en: text } } : withoutWords(step);
  });
  return { steps };
}

/** Left empty, the words are those of the form. */
function withoutWords<S extends CallStep>({ words: _words, ...step }: S): CallStep {
  return step as unknown as CallStep;
}

type Form = Parameters<typeof callOfForm>[0];
type Words = CallFlow['caller'];

/** What the message says, then what its form asks. */
function flowOf(caller: Words, words: Words, form: Form | null, { messages, person }: CallSettings): CallFlow {
  const options = { caller, messages, ...(person === '' ? {} : { person }) };
  const asked = form ? callOfForm(form, options).flow : null;
  const rest = asked ?? { start: 'end', nodes: [{ id: 'end', kind: 'end' as const, result: 'completed' }] };
  return {
    caller,
    start: 'message',
    nodes: [{ id: 'message', kind: 'say', prompt: { words }, next: rest.start }, ...rest.nodes],
  };
}
