/**
 * Work that arrives while work is under way is done together as soon as that has ended. Whoever comes first does not wait for anybody; when many
 * come at once they share one transaction, which costs each a fraction of its own.
 */
export class Together<I, O> {
  readonly #work: (key: string, items: readonly I[]) => Promise<readonly O[]>;
  readonly #waiting = new Map<string, Waiting<I, O>[]>();

  constructor(work: (key: string, items: readonly I[]) => Promise<readonly O[]>) {
    this.#work = work;
  }

  run(key: string, item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      const one = { item, resolve, reject };
      const waiting = this.#waiting.get(key);
      if (waiting) {
        waiting.push(one);
        return;
      }
      this.#waiting.set(key, []);
      void this.#go(key, [one]);
    });
  }

  async #go(key: string, first: readonly Waiting<I, O>[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.#next(key)) await this.#do(key, batch);
    this.#waiting.delete(key);
  }

  #next(key: string): readonly Waiting<I, O>[] {
    return this.#waiting.get(key)?.splice(0, MOST) ?? [];
  }

  async #do(key: string, batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const answers = await this.#work(
        key,
        batch.map(({ item }) => item),
      );
      batch.forEach(({ resolve }, at) => resolve(answers[at] as O));
    } catch (error) {
      // One that fails does not fail its neighbours: each is tried by itself.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await this.#do(key, [one]);
    }
  }
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (answer: O) => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 100;
