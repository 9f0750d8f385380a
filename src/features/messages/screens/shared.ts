/** What several screens of this room share. */
import type { IconName } from '../../../console/ui/Icon.tsx';
import type { Tone } from '../../../console/ui/Tag.tsx';
import type { ChannelKind } from '../contract-definition.ts';
import type { MessageState } from '../contract-states.ts';
import type { Piece } from '../contract-records.ts';

/** How often what happens elsewhere (a job, a flow) shows. Milliseconds. */
export const LOOK_MS = 3000;

export const CHANNEL_ICONS: Readonly<Record<ChannelKind, IconName>> = {
  sms: 'chat',
  wecom: 'wecom',
  wechat: 'wecom',
  email: 'mail',
  voice: 'phone',
  web: 'chat',
};

export const STATE_TONES: Readonly<Record<MessageState, Tone>> = {
  waiting: 'neutral',
  sent: 'neutral',
  delivered: 'neutral',
  read: 'neutral',
  answered: 'accent',
  unknown: 'warn',
  failed: 'bad',
  refused: 'warn',
  cancelled: 'neutral',
};

/** What a provider answered. Where it has only a code, that stands in both. */
export const saidBy = ({ code, note }: { readonly code: string | null; readonly note: string | null }): string =>
  [...new Set([code, note])].filter(Boolean).join(' · ');

/** The word for a reason: a call that nobody took does not come back as a letter does. */
export const reasonOf = (channel: ChannelKind, reason: string) =>
  `reason.${(channel === 'voice' && reason === 'bounced' ? 'notTaken' : reason) as 'hours'}` as const;

export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

const LINK = /https?:\/\/[^\s<>"'，。！？；、）】」]+/;

export const linkIn = (text: string): string | null => LINK.exec(text)?.[0] ?? null;

/** A text as words and links, in order. */
export function splitLinks(text: string): { readonly text: string; readonly link: boolean }[] {
  const parts: { text: string; link: boolean }[] = [];
  let rest = text;
  for (let found = LINK.exec(rest); found; found = LINK.exec(rest)) {
    if (found.index > 0) parts.push({ text: rest.slice(0, found.index), link: false });
    parts.push({ text: found[0], link: true });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) parts.push({ text: rest, link: false });
  return parts;
}

/** The same page on this console's own origin: whatever the public address is, the sandbox is here. */
export function here(link: string): string {
  const url = new URL(link);
  return `${url.pathname}${url.search}`;
}
