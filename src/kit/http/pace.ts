/** How often something may be used, one link for example: kept in this process, because it only slows down what has gone wrong. */
export interface Pace {
  readonly most: number;
  readonly seconds: number;
}

const MOST_KEPT = 20_000;

export class PaceKeeper<K extends string> {
  readonly #paces: Readonly<Record<K, Pace>>;
  readonly #seen = new Map<string, { count: number; until: number }>();

  constructor(paces: Readonly<Record<K, Pace>>) {
    this.#paces = paces;
  }

  /** Seconds to wait; 0 when it may go on. `now` in milliseconds of real time: a virtual clock does not slow anybody down. */
  take(kind: K, key: string, now: number): number {
    const { most, seconds } = this.#paces[kind];
    const name = `${kind} ${key}`;
    let seen = this.#seen.get(name);
    if (!seen || seen.until <= now) {
      if (this.#seen.size >= MOST_KEPT) this.#seen.clear();
      seen = { count: 0, until: now + seconds * 1000 };
      this.#seen.set(name, seen);
    }
    seen.count += 1;
    return seen.count > most ? Math.ceil((seen.until - now) / 1000) : 0;
  }
}
