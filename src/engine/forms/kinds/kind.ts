import type { AnswerError } from '../problem.ts';

/**
 * Reads one given answer: the clean value, or undefined where there is none or it is wrong (then it is in `errors`). `demand`: it is a
 * required question of answers that must be complete.
 */
export type Read = (given: unknown, errors: AnswerError[], demand: boolean) => unknown;

/** The same where nothing was given; null is what some clients send for it. */
export function isNothing(given: unknown): given is undefined | null {
  return given === undefined || given === null;
}
