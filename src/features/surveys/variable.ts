import { begin, invitationOf, turnAt } from '../../engine/forms/dialogue.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { findCompiled } from '../forms/index.ts';
import { type Choices, type MessageVariable, messageVariable, type VariableEntry } from '../messages/index.ts';
import { mayAsk } from './cadence.ts';
import { codesOf } from './codes.ts';
import { type MintedLink, mintLinks } from './links.ts';
import { menuOf } from './menu.ts';
import { insertDialogues, type NewDialogue } from './store-dialogue.ts';

/** What all of them have in common: they ask, so there has to be a form, and whether she may be asked is looked at first. */
const asking: Pick<MessageVariable, 'check' | 'gate'> = {
  check: (template) =>
    template.form === undefined
      ? { zh: '用了问卷的变量，但没有说是哪张表单（form）', en: 'asks a survey but names no form' }
      : null,
  gate: (tx, ctx, entries) =>
    mayAsk(
      tx,
      ctx,
      entries.filter((entry) => entry.form !== null),
    ),
};

interface Linked {
  readonly entry: VariableEntry;
  readonly link: MintedLink;
}

/** One link per message, on whatever channel it goes out and by whichever variable. */
async function linked(tx: Tx, ctx: Context, entries: readonly VariableEntry[]): Promise<Linked[]> {
  const wanting = entries.filter((entry) => entry.form !== null);
  const links = await mintLinks(
    tx,
    ctx,
    wanting.map(({ messageId, customerId, playbook, version, epoch, run, form, channel }) => ({
      messageId,
      customerId,
      ref: { playbook, version, form: form ?? '' },
      run,
      epoch,
      channel,
    })),
  );
  return wanting.flatMap((entry, at): Linked[] => {
    const link = links[at];
    return link ? [{ entry, link }] : [];
  });
}

const byMessage = (pairs: readonly (readonly [Linked, string])[]): ReadonlyMap<string, string> =>
  new Map(pairs.map(([{ entry }, value]) => [entry.messageId, value]));

/** `{{survey.link}}`: the personal page of the form its template names. */
const link: MessageVariable = {
  ...asking,
  name: 'survey.link',
  words: { zh: '问卷链接', en: 'Survey link' },
  example: { zh: 'https://hx.example/s/AbC…', en: 'https://hx.example/s/AbC…' },
  resolve: async (tx, ctx, entries) => byMessage((await linked(tx, ctx, entries)).map((each) => [each, each.link.url])),
};

/** `{{survey.code}}`: typed on the page /hf, where a message may carry no link of one's own. */
const code: MessageVariable = {
  ...asking,
  name: 'survey.code',
  words: { zh: '问卷短码（在 /hf 页面输入）', en: 'Survey code, to be typed on the page /hf' },
  example: { zh: 'K7MP3XQ2', en: 'K7MP3XQ2' },
  async resolve(tx, ctx, entries) {
    const all = await linked(tx, ctx, entries);
    const codes = await codesOf(
      tx,
      ctx,
      all.map((each) => each.link.linkId),
    );
    return byMessage(all.map((each) => [each, codes.get(each.link.linkId) ?? '']));
  },
};

/** `{{survey.ask}}`: how the first question is answered by replying; replies are read from then on. */
const ask: MessageVariable = {
  ...asking,
  name: 'survey.ask',
  // A call reads the form of its message aloud.
  implied: ({ channel, form }) => channel === 'voice' && form !== null,
  words: { zh: '怎样直接回复第一题', en: 'How to answer the first question by replying' },
  example: { zh: '请回复1-5分，5分为非常满意', en: 'Reply 1 to 5; 5 is very satisfied' },
  async resolve(tx, ctx, entries) {
    const dialogues: NewDialogue[] = [];
    const values: (readonly [Linked, string])[] = [];
    for (const each of await linked(tx, ctx, entries)) {
      const { playbook, version, form: key, customerId, messageId } = each.entry;
      const form = await findCompiled(tx, ctx, { playbook, version, form: key ?? '' });
      const state = form && begin(form);
      const turn = state && turnAt(form, state);
      if (!state || !turn) continue;
      dialogues.push({ linkId: each.link.linkId, customerId, messageId, invited: true, state });
      values.push([each, (invitationOf(turn) ?? OPEN)[each.entry.locale]]);
    }
    await insertDialogues(tx, ctx.workspace.id, dialogues, ctx.now);
    return byMessage(values);
  },
  async choices(tx, ctx, entries) {
    const found = new Map<string, Choices>();
    for (const { playbook, version, form: key, channel, messageId, locale } of entries) {
      const form = key === null ? null : await findCompiled(tx, ctx, { playbook, version, form: key });
      const state = form && begin(form);
      const turn = state && turnAt(form, state);
      const choices = turn && menuOf(turn, channel, locale);
      if (choices) found.set(messageId, choices);
    }
    return found;
  },
};

const OPEN = { zh: '请直接回复', en: 'just reply to this message' };

export const surveyVariables = [link, code, ask].map((each) => fillSlot(messageVariable, each));
