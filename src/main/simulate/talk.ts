/** Picks her words. */
import type { Chance } from '../demo/chance.ts';
import type { Experience } from './trouble.ts';
import { BACK, COMPLAINTS, MIDDLING, PRAISE, TAILS, type Trade } from './words.ts';

export interface About {
  readonly trade: Trade;
  /** What she bought last, as it stands on her receipt. */
  readonly bought: string;
}

/** One sentence about the last purchase; two grievances never sound the same for long: line times ending. */
export function opinion(
  die: Chance,
  { trouble, grade }: Experience,
  { trade, bought }: About,
  pleased: boolean,
): string {
  if (trouble !== null && grade > 0) {
    const tail = die.pick(TAILS[grade === 2 ? 2 : 1]);
    return die.pick(COMPLAINTS[trade][trouble]).replace('{}', bought) + tail;
  }
  return pleased ? die.pick(PRAISE[trade]).replace('{}', bought) : die.pick(MIDDLING);
}

export function aboutComingBack(die: Chance, willing: boolean): string {
  return die.pick(BACK[willing ? 'yes' : 'no']);
}
