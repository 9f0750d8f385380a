/** What went wrong at a purchase, if anything; it decides what she says afterwards. */
import { type Chance } from '../demo/chance.ts';
import { dieFor, type Nature } from './nature.ts';

export const TROUBLES = ['price', 'waiting', 'attitude', 'quality', 'other'] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface Experience {
  readonly trouble: Trouble | null;
  /** 0 none, 1 an annoyance, 2 a grievance. */
  readonly grade: 0 | 1 | 2;
}

/** `waited`: minutes, where they are known; half an hour annoys, three quarters of an hour is a grievance. */
export function experienceOf(
  seed: string,
  customer: string,
  purchase: string,
  nature: Nature,
  waited: number | null,
): Experience {
  const die = dieFor(seed, customer, 'experience', purchase);
  const base = 0.1 + 0.14 * nature.strict;
  if (waited !== null && waited >= 30)
    return { trouble: 'waiting', grade: waited >= 45 || die.hits(nature.strict) ? 2 : 1 };
  if (!die.hits(base)) return { trouble: null, grade: 0 };
  const trouble = die.hits(0.5) ? nature.minds : die.pick(TROUBLES);
  return { trouble, grade: die.hits(0.42) ? 2 : 1 };
}

/** 1 to 5 stars for what is asked about; what went wrong costs most where it belongs. */
export function starsFor(die: Chance, nature: Nature, { trouble, grade }: Experience, about: Trouble | null): number {
  const hit = trouble !== null && (about === null || about === trouble);
  const wish = 5.15 - 0.9 * nature.strict - (hit ? 1.35 * grade : 0.35 * grade) + die.normal(0, 0.45);
  return clamp(wish, 1, 5);
}

/** 0 to 10. */
export function recommends(die: Chance, nature: Nature, { grade }: Experience): number {
  return clamp(10.1 - 2.2 * nature.strict - 2.9 * grade + die.normal(0, 0.8), 0, 10);
}

/** 0 to 5, from how likely she is to come again within three months. */
export function intends(die: Chance, likely: number, { grade }: Experience): number {
  return clamp(0.8 + 4.4 * likely - 0.7 * grade + die.normal(0, 0.8), 0, 5);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}
