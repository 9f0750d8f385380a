/** A question with its answers to be touched, where the channel shows a menu. */
import { choicesOf, type Turn } from '../../engine/forms/dialogue.ts';
import type { Locale } from '../../engine/words.ts';
import type { ChannelKind, Choices } from '../messages/index.ts';

/** The most entries a menu takes; service chat's are ten (0 to 10 is written as a number there). */
const MOST: Partial<Record<ChannelKind, number>> = { wechat: 10, web: 12 };

export function menuOf(turn: Turn, channel: ChannelKind, locale: Locale): Choices | null {
  const most = MOST[channel] ?? 0;
  const choices = most > 0 ? choicesOf(turn) : null;
  if (!choices || choices.length > most) return null;
  return choices.map(({ id, text }) => ({ id, text: text[locale] }));
}
