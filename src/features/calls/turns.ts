const turns = new Map<string, Promise<unknown>>();

/** Of one call, one after the other: within this process. Across processes what must happen once is claimed by its number. */
export function oneAfterTheOther<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
  turns.set(key, turn);
  const gone = () => {
    if (turns.get(key) === turn) turns.delete(key);
  };
  turn.then(gone, gone);
  return turn;
}
