/** What she does about a message that arrived. Pure: the same message to the same person under the same seed leads to the same deeds. */
import type { Chance } from '../demo/chance.ts';
import { after, whenAwake } from './awake.ts';
import type { Nature } from './nature.ts';
import type { Experience } from './trouble.ts';
import { REPLIES, STOP } from './words.ts';

export interface Arrived {
  readonly channel: string;
  readonly purpose: 'service' | 'marketing';
  readonly hasLink: boolean;
  readonly at: number;
  /** How often she has been asked in this matter before. */
  readonly before: number;
}

export type Reaction =
  | { readonly kind: 'read'; readonly at: number }
  | { readonly kind: 'look'; readonly at: number }
  | { readonly kind: 'answer'; readonly at: number; readonly complete: boolean }
  | { readonly kind: 'reply'; readonly at: number; readonly text: string }
  | { readonly kind: 'stop'; readonly at: number; readonly text: string };

/** Of those who read and do nothing about it. */
const LOOKS = 0.2;

export function reactionsTo(die: Chance, nature: Nature, experience: Experience, message: Arrived): Reaction[] {
  const { channel, purpose, hasLink, before } = message;
  if (!die.hits(nature.reads[channel] ?? 0.3)) return [];
  const read = whenAwake(die, after(die, message.at, nature.slow));
  const reactions: Reaction[] = [{ kind: 'read', at: read }];
  if (purpose === 'marketing' && die.hits(nature.leaves)) {
    // there is no writing back to an e-mail: she presses the link in it, which this simulation leaves out
    if (channel !== 'email') reactions.push({ kind: 'stop', at: after(die, read, 1), text: die.pick(STOP) });
    return reactions;
  }
  const cross = experience.grade > 0;
  const answers = nature.answers * (cross ? 1.35 : 1) * (purpose === 'marketing' ? 0.7 : 1) * 0.7 ** before;
  if (hasLink && die.hits(answers)) {
    const at = whenAwake(die, after(die, read, 2));
    const breaksOff = die.hits(nature.breaksOff);
    reactions.push({ kind: 'answer', at, complete: !breaksOff });
    // one in three comes back to it
    if (breaksOff && die.hits(1 / 3))
      reactions.push({ kind: 'answer', at: whenAwake(die, after(die, at, 240)), complete: true });
  } else if (channel !== 'email' && die.hits(nature.replies)) {
    const lines = cross ? REPLIES.cross : die.hits(0.5) ? REPLIES.thanks : REPLIES.ask;
    reactions.push({ kind: 'reply', at: whenAwake(die, after(die, read, 6)), text: die.pick(lines) });
  }
  if (hasLink && reactions.length === 1 && die.hits(LOOKS)) reactions.push({ kind: 'look', at: after(die, read, 2) });
  return reactions;
}
