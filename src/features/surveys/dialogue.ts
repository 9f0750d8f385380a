/** Questions answered in replies: the same response as on the page of the link, whatever the channel. */
import { begin, type DialogueState, hear, type Heard, readReply, turnAt } from '../../engine/forms/dialogue.ts';
import type { CompiledForm } from '../../engine/forms/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { findByKey, findCompiled, saveResponse } from '../forms/index.ts';
import { type Choices, type InboundItem, localesOf, sendText } from '../messages/index.ts';
import { stateOf } from './decide.ts';
import { menuOf } from './menu.ts';
import * as store from './store.ts';
import * as dialogues from './store-dialogue.ts';
import { refOf, responseOf } from './visit.ts';

const DAY_MS = 86_400_000;
/** Longer ago, a reply is about something else. */
const FRESH_MS = 7 * DAY_MS;
/** What was answered by then counts, although optional questions were left. */
export const WAIT_MS = DAY_MS;

export const since = (ctx: Context): Date => new Date(ctx.now.getTime() - FRESH_MS);

/**
 * The dialogue a reply belongs to: that of the message it answers, else the newest. With another message between, only a number is an answer to
 * what was asked before it.
 */
export function dialogueOf(open: readonly dialogues.DialogueRow[], item: InboundItem): dialogues.DialogueRow | null {
  const own = open.filter((row) => row.customer_id === item.customerId);
  const about = own.find((row) => row.message_id !== null && row.message_id === item.message?.messageId);
  if (about) return about;
  const newest = own[0];
  if (!newest) return null;
  // What we said last in a dialogue is a text of its own, of no playbook.
  const between = item.message !== null && item.message.playbook !== '';
  return between && item.kind !== 'digit' ? null : newest;
}

/** One reply, in the caller's transaction. Safe to run twice. */
export async function takeReply(tx: Tx, ctx: Context, linkId: string, item: InboundItem): Promise<void> {
  const row = await dialogues.holdDialogue(tx, ctx.workspace.id, linkId);
  if (!row || row.heard.includes(item.inboundId)) return;
  const link = await store.findLink(tx, ctx.workspace.id, linkId);
  const form = link && (await findCompiled(tx, ctx, refOf(link)));
  const kept = await findByKey(tx, ctx.workspace.id, linkId);
  if (!link || !form || kept?.completed_at || stateOf(link, ctx.now) !== 'open')
    return dialogues.closeDialogues(tx, ctx.workspace.id, [linkId], ctx.now);
  const all = row.invited && form.form.dialogue === 'all';
  const heard = hear(form, row.state, kept?.answers ?? {}, { text: item.text, choice: item.choice, all });
  const finished = await save(tx, ctx, link, form, heard, item);
  await dialogues.moveDialogue(
    tx,
    ctx.workspace.id,
    {
      linkId,
      inboundId: item.inboundId,
      state: heard.state ?? row.state,
      dueAt: heard.state && isWhole(form, heard) ? new Date(ctx.now.getTime() + WAIT_MS) : null,
      over: heard.state === null,
    },
    ctx.now,
  );
  const say = finished ? thanksFor(form, item) : heard.say;
  const turn = finished || !heard.state ? null : turnAt(form, heard.state);
  if (!row.invited || !say) return;
  // In the language in which she was asked.
  const locale = (await localesOf(tx, ctx, [item.customerId]))(item.customerId);
  const choices = turn && menuOf(turn, item.channel, locale);
  await speak(tx, ctx, { linkId, item, text: say[locale], choices });
}

const isWhole = (form: CompiledForm, { answers }: Heard): boolean => form.validate(answers).errors.length === 0;

/** True when the response is complete now. */
async function save(
  tx: Tx,
  ctx: Context,
  link: store.LinkRow,
  form: CompiledForm,
  heard: Heard,
  item: InboundItem,
): Promise<boolean> {
  if (heard.kind === 'unclear') return false;
  const complete = heard.state === null && isWhole(form, heard);
  const input = { ...responseOf(link, heard.answers, complete), via: 'reply', channel: item.channel };
  return (await saveResponse(tx, ctx, input, form)).fresh;
}

/** A short message of thanks costs as much as any other; where writing is free, it is said. */
function thanksFor({ form }: CompiledForm, { channel }: InboundItem): Words | null {
  return channel === 'sms' ? null : (form.thanks ?? { zh: '收到，谢谢您！', en: 'Got it, thank you!' });
}

async function speak(
  tx: Tx,
  ctx: Context,
  said: { linkId: string; item: InboundItem; text: string; choices: Choices | null },
): Promise<void> {
  const { linkId, item, text, choices } = said;
  await sendText(tx, ctx, {
    key: `survey:${linkId}:${item.inboundId}`,
    channel: item.channel,
    customerId: item.customerId,
    address: item.address,
    content: { text, ...(choices ? { choices } : {}) },
    answers: new Date(item.at),
    author: { id: null, name: ctx.workspace.locale === 'zh' ? '问卷' : 'Survey' },
  });
}

/** Which of these replies will be read as answers: what is one is no opinion to be understood beside it. */
export async function answersAmong(tx: Tx, ctx: Context, items: readonly InboundItem[]): Promise<ReadonlySet<string>> {
  const open = await dialogues.openDialogues(
    tx,
    ctx.workspace.id,
    items.map(({ customerId }) => customerId),
    since(ctx),
  );
  const found = new Set<string>();
  if (open.length === 0) return found;
  for (const item of items) {
    const row = dialogueOf(open, item);
    if (row && (await reads(tx, ctx, row.link_id, row.state, item))) found.add(item.inboundId);
  }
  return found;
}

async function reads(
  tx: Tx,
  ctx: Context,
  linkId: string,
  state: DialogueState,
  { text, choice }: InboundItem,
): Promise<boolean> {
  const link = await store.findLink(tx, ctx.workspace.id, linkId);
  const form = link && (await findCompiled(tx, ctx, refOf(link)));
  const turn = form && turnAt(form, state);
  return turn ? readReply(turn, text, choice).kind !== 'unclear' : false;
}

/** A bare number in reply to a message with a link: the first question, where that is one of numbers. */
export async function openForDigit(tx: Tx, ctx: Context, linkId: string): Promise<boolean> {
  const link = await store.findLink(tx, ctx.workspace.id, linkId);
  const form = link && (await findCompiled(tx, ctx, refOf(link)));
  const kept = await findByKey(tx, ctx.workspace.id, linkId);
  const state = form && begin(form, kept?.answers ?? {});
  const turn = state && turnAt(form, state);
  if (!link || !state || !turn || turn.why || turn.question.kind === 'text') return false;
  const { link_id, customer_id, message_id } = link;
  const fresh = { linkId: link_id, customerId: customer_id, messageId: message_id, invited: false, state };
  await dialogues.insertDialogues(tx, ctx.workspace.id, [fresh], ctx.now);
  return true;
}
