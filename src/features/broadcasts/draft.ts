/** What a draft says, and what is wrong with it. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { checkTemplates, type MessageTemplate, messageVariable, type SomeChannels } from '../messages/index.ts';
import { checkAudience } from './audience.ts';
import type { BroadcastBody } from './contract.ts';
import { bothLanguages, LIMITS, textsOf } from './decide.ts';
import { MESSAGE } from './tell.ts';
import type { BroadcastRow, Draft } from './store.ts';

/** Its only message, as the rooms that send know it. */
export const templateOf = (row: Pick<BroadcastRow, 'name' | 'purpose' | 'channels'>): MessageTemplate => ({
  key: MESSAGE,
  name: { zh: row.name, en: row.name },
  purpose: row.purpose,
  channels: bothLanguages(row.channels),
});

const WORDS = {
  noText: { zh: '这个渠道还没有写内容', en: 'nothing is written for this channel' },
  mixed: {
    zh: '邮件标题和内容要用同样的语言：各写一种，或都写两种',
    en: 'the subject and the text of a mail are written in the same languages',
  },
  bound: {
    zh: '审核过的模板只有一种文字：去掉另一种语言，或改为按内容自动匹配',
    en: 'an approved template says one thing: leave the other language out, or let the text find its template',
  },
  past: { zh: '这个时间已经过去', en: 'this moment has passed' },
  far: { zh: '最多预定一年以内', en: 'a year ahead at most' },
} as const;

/** The draft of a body in order; else says for each field what is wrong with it. */
export async function draftOf(tx: Tx, ctx: Context, body: BroadcastBody): Promise<Draft> {
  await checkAudience(tx, ctx, body.audience);
  const flaws: FieldError[] = [];
  const flaw = (path: string, words: { zh: string; en: string }) =>
    flaws.push({ path, field: path, message: words[ctx.locale] });
  body.plan.forEach(({ channel }, at) => {
    if (!body.channels[channel]) flaw(`plan.${at}.channel`, WORDS.noText);
  });
  flaws.push(...languageFlaws(ctx, body.channels));
  // A broadcast belongs to no playbook, so it has no form to ask and no name of one to say.
  const variables = ctx.runtime
    .slot(messageVariable)
    .map(({ name }) => name)
    .filter((name) => name !== 'playbook.name');
  // What was not written is the other language's: its flaws are said once.
  const written = new Set(textsOf(body.channels).map(({ path }) => path));
  for (const { path: below, words } of checkTemplates([templateOf(body)], {}, variables)) {
    const path = below.replace(/^0\./, '');
    if (written.has(path) || !/\.(zh|en)$/.test(path)) flaw(path, words);
  }
  const startsAt = body.startsAt === null ? null : new Date(body.startsAt);
  if (startsAt && startsAt <= ctx.now) flaw('startsAt', WORDS.past);
  if (startsAt && startsAt.getTime() > ctx.now.getTime() + LIMITS.days * 86_400_000) flaw('startsAt', WORDS.far);
  if (flaws.length > 0) throw new Problem('broadcast_invalid', {}, flaws);
  const { name, purpose, channels, plan, preferred, perMinute } = body;
  const { segment, condition } = body.audience;
  return { name, purpose, segment, condition, channels, plan, preferred, perMinute, startsAt };
}

function languageFlaws(ctx: Context, { email, sms }: SomeChannels): FieldError[] {
  const said = (path: string, words: Words): FieldError[] => [{ path, field: path, message: words[ctx.locale] }];
  const languages = (words: object): string => Object.keys(words).sort().join();
  return [
    ...(email && languages(email.subject) !== languages(email.text) ? said('channels.email.subject', WORDS.mixed) : []),
    ...(sms?.template && sms.text.zh !== undefined && sms.text.en !== undefined && sms.text.zh !== sms.text.en
      ? said('channels.sms.text', WORDS.bound)
      : []),
  ];
}
