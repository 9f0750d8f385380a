/** 不想再收到: from the page itself, for the channel the link came by. */
import type { Locale } from '../../engine/words.ts';
import { esc } from '../../h5/page/html.ts';
import type { Assets } from '../../h5/page/look.ts';
import { noteHtml } from '../../h5/page/note.ts';
import type { Tx } from '../../kit/db/database.ts';
import { CHANNEL_WORDS, ChannelKind, optOut } from '../messages/index.ts';
import type { LinkRow } from './store.ts';
import type { Visit } from './visit.ts';

const WORDS = {
  ask: { zh: '以后不再给您发{channel}，也不再为回访打扰您。', en: 'We will send you no more {channel} messages.' },
  yes: { zh: '不再接收', en: 'Stop the messages' },
};

/** The channel she may leave; null for a link that came by none of ours. */
export function channelOf(link: LinkRow): ChannelKind | null {
  return ChannelKind.safeParse(link.channel).data ?? null;
}

/** Asked first: mail scanners follow links, they press no buttons. */
export function stopHtml({ ctx, link }: Visit, locale: Locale, assets: Assets): string {
  const channel = channelOf(link);
  const name = channel ? CHANNEL_WORDS[channel][locale] : '';
  const say = (text: string) => text.replace('{channel}', name);
  const text = { zh: say(WORDS.ask.zh), en: say(WORDS.ask.en) };
  const more = `<form method="post" action="?stop=1&amp;lang=${locale}"><button>${esc(WORDS.yes[locale])}</button></form>`;
  return noteHtml({ kind: 'stop', locale, company: ctx.workspace.name, text, more }, assets);
}

export async function takeStop(tx: Tx, seen: Visit) {
  const { ctx, link } = seen;
  const channel = channelOf(link);
  const about = { playbook: link.playbook, link: link.link_id, ...(link.run_id ? { run: link.run_id } : {}) };
  if (channel)
    await optOut(tx, ctx, { customerId: link.customer_id, channel, evidence: 'survey page', key: link.link_id, about });
  return { show: 'note', status: 200, visit: seen, kind: 'stopped' } as const;
}
