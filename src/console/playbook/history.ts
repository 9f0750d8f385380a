/** What was written, step by step, so that it can be taken back. Pure. */

export interface History<T> {
  /** As it was saved. */
  readonly first: T;
  readonly now: T;
  readonly before: readonly T[];
  /** What was written last: typing on in the same field is one step. */
  readonly field: string | null;
}

const MOST = 100;

export const begin = <T>(first: T): History<T> => ({ first, now: first, before: [], field: null });

export function put<T>(history: History<T>, now: T, field: string | null): History<T> {
  const isSame = field !== null && field === history.field;
  const before = isSame ? history.before : [...history.before, history.now].slice(-MOST);
  return { ...history, now, before, field };
}

export function back<T>(history: History<T>): History<T> {
  const now = history.before.at(-1);
  return now === undefined ? history : { ...history, now, before: history.before.slice(0, -1), field: null };
}

/** By content: what was taken back by hand is no change. */
export const isTouched = <T>({ first, now }: History<T>): boolean =>
  first !== now && JSON.stringify(first) !== JSON.stringify(now);
