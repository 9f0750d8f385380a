/** Where the time of a follow-up goes. Pure. */
import { type Stage, STAGES } from './contract-stages.ts';

export interface Moments {
  readonly openedAt: Date;
  readonly acceptedAt: Date | null;
  /** The first attempt: a call, or a message handed over. */
  readonly contactedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
}

export type Spans = Readonly<Record<Stage, number | null>>;

/**
 * The stages add up to the whole, from opened to closed: a moment that nobody noted is taken as the end, and one that lies before
 * the moment before it (a message sent before anybody accepted) takes no time. What is not closed yet has only the stages that are over.
 */
export function spansOf(at: Moments, between: (from: Date, to: Date) => number): Spans {
  const found: Record<Stage, number | null> = { accept: null, contact: null, answer: null, close: null };
  const ends = [at.acceptedAt, at.contactedAt, at.answeredAt, at.closedAt];
  let from = at.openedAt;
  for (const [i, stage] of STAGES.entries()) {
    const end = ends[i] ?? at.closedAt;
    if (end === null) return found;
    const bounded = later(from, at.closedAt !== null && end > at.closedAt ? at.closedAt : end);
    found[stage] = between(from, bounded);
    from = bounded;
  }
  return found;
}

/** In which stage an open one stands, and since when. */
export function standingIn(at: Moments): { readonly stage: Stage; readonly since: Date } {
  if (at.acceptedAt === null) return { stage: 'accept', since: at.openedAt };
  if (at.contactedAt === null) return { stage: 'contact', since: at.acceptedAt };
  if (at.answeredAt === null) return { stage: 'answer', since: later(at.acceptedAt, at.contactedAt) };
  return { stage: 'close', since: later(at.acceptedAt, at.answeredAt) };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
