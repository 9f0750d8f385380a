/** How many attempts are on the network at once in this process, by account: jobs that send side by side share the number. */
export class InFlight {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(most: number) {
    this.free = most;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

const accounts = new Map<string, InFlight>();

export function inFlight(account: string, most: number): InFlight {
  const known = accounts.get(account);
  if (known) return known;
  const made = new InFlight(most);
  accounts.set(account, made);
  return made;
}
