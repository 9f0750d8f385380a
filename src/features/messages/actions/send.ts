import type { Json } from '../../../engine/flow/tree.ts';
import type { Words } from '../../../engine/words.ts';
import { type ActionFlaw, defineFlowAction } from '../../flows/index.ts';
import { CHANNEL_WORDS, type MessageTemplate } from '../contract-definition.ts';
import { type PlanStep, SendParams } from '../contract-plan.ts';
import { sendMessages } from '../sending/send.ts';

/** Tells each customer of a batch something: a row per message in the step's transaction, and one job. The flow goes on at once. */
export const sendAction = defineFlowAction<SendParams>({
  name: 'send',
  words: { zh: '发消息', en: 'Send a message' },
  params: SendParams,
  ends: 'now',
  check: ({ message, plan }, document) => checkSend(message, plan, document),
  describe({ message, plan }, document) {
    const name = templateIn(document, message)?.name ?? { zh: message, en: message };
    const words = (locale: 'zh' | 'en') =>
      plan
        .map((step, at) => (at === 0 ? '' : step.together ? ' + ' : ' → ') + CHANNEL_WORDS[step.channel][locale])
        .join('');
    return { zh: `${name.zh}：${words('zh')}`, en: `${name.en}: ${words('en')}` };
  },
  async run(tx, ctx, entries) {
    await sendMessages(
      tx,
      ctx,
      entries.map((entry) => ({
        run: { runId: entry.runId, token: entry.token },
        node: entry.node,
        epoch: entry.epoch,
        customerId: entry.customerId,
        playbook: entry.flow,
        version: entry.version,
        message: entry.params.message,
        plan: entry.params.plan,
        preferred: entry.params.preferred,
      })),
    );
  },
});

function templateIn(document: Json, key: string): MessageTemplate | undefined {
  const messages = document['messages'];
  return Array.isArray(messages)
    ? ((messages as (MessageTemplate | null)[]).find((each) => each?.key === key) ?? undefined)
    : undefined;
}

function checkSend(message: string, plan: readonly PlanStep[], document: Json): ActionFlaw[] {
  const template = templateIn(document, message);
  if (!template)
    return [
      {
        path: 'message',
        words: { zh: `方案里没有消息「${message}」`, en: `the playbook has no message "${message}"` },
      },
    ];
  return plan.flatMap((step, at) =>
    template.channels?.[step.channel] ? [] : [{ path: `plan.${at}.channel`, words: noWords(template, step) }],
  );
}

function noWords(template: MessageTemplate, { channel }: PlanStep): Words {
  const { zh, en } = CHANNEL_WORDS[channel];
  return {
    zh: `消息「${template.key}」没有写${zh}的文字`,
    en: `the message "${template.key}" has no words for ${en}`,
  };
}
