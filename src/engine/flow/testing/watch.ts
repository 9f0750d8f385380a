/** Follows the commands of a run from outside, as the rows of a database would, and says what is wrong with them. */
import type { Flow } from '../compile.ts';
import { needed } from '../step.ts';
import { type Command, EXITS, type Run, type Stepped } from '../run.ts';

export class Watch {
  readonly #flow: Flow;
  readonly acting = new Set<number>();
  readonly listening = new Set<number>();
  readonly timed = new Set<number>();
  readonly deciding = new Set<number>();
  readonly #seen = new Set<number>();
  readonly #joined = new Set<number>();
  #ends = 0;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** `spent` is the input's own wait, which is over by itself. */
  follow(before: Run, { run, commands, because }: Stepped, spent: { kind: string; token: number } | null): void {
    if (spent?.kind === 'timer') this.timed.delete(spent.token);
    if (spent?.kind === 'decided' || spent?.kind === 'skip') this.deciding.delete(spent.token);
    if (spent?.kind === 'ended') this.acting.delete(spent.token);
    let last = before.n;
    for (const { did, token } of because) {
      if (did === 'entered') {
        must(token > last && !this.#seen.has(token), `token ${token} is new and higher than ${last}`);
        this.#seen.add(token);
        last = token;
      }
      if (did === 'joined') {
        must(!this.#joined.has(token), `join ${token} fires once`);
        this.#joined.add(token);
      }
    }
    must(run.n === last, 'the count of tokens is the highest one');
    for (const command of commands) this.#carryOut(command);
    this.#compare(run);
  }

  #carryOut(command: Command): void {
    if (command.kind === 'ended') {
      this.#ends += 1;
      return;
    }
    const { kind, token } = command;
    must(token === EXITS || this.#seen.has(token), `${kind} is about a token that was given`);
    const [set, begins] = {
      act: [this.acting, true],
      cancel: [this.acting, false],
      listen: [this.listening, true],
      unlisten: [this.listening, false],
      timer: [this.timed, true],
      untimer: [this.timed, false],
      decide: [this.deciding, true],
    }[kind] as [Set<number>, boolean];
    must(set.has(token) !== begins, `${kind} ${token} is not said twice`);
    if (begins) set.add(token);
    else set.delete(token);
  }

  /** What is open is exactly what the live places ask for. */
  #compare(run: Run): void {
    const wanted = {
      acting: new Set<number>(),
      listening: new Set<number>(),
      timed: new Set<number>(),
      deciding: new Set<number>(),
    };
    if (run.end === undefined && run.n > 0 && this.#flow.tree.exits?.length) wanted.listening.add(EXITS);
    for (const [token, id, , through = 0] of run.at) {
      const node = this.#flow.sites.get(id)?.node;
      must(node !== undefined, `the node ${id} exists`);
      if (node?.kind === 'action') wanted.acting.add(token);
      if (node?.kind === 'wait') wanted.listening.add(token);
      if (node?.kind === 'branch') wanted.deciding.add(token);
      if (node?.kind === 'delay' || ((node?.kind === 'action' || node?.kind === 'wait') && node.timeout))
        wanted.timed.add(token);
      if (node?.kind === 'parallel') {
        const inside = run.at.filter(([, , within]) => within === token).length;
        must(inside > 0 && through < needed(node), `the join ${token} waits for a lane`);
        must(through + inside <= node.lanes.length, `the join ${token} has no more lanes than it has`);
      }
      must(node?.kind !== 'end', 'no token stands at an end');
    }
    // A branch that was left for a cancelled scope needs no answer any more.
    for (const token of this.deciding) if (!run.at.some(([live]) => live === token)) this.deciding.delete(token);
    for (const key of ['acting', 'listening', 'timed', 'deciding'] as const)
      must(
        same(this[key], wanted[key]),
        `${key}: ${[...this[key]].join()} is open, ${[...wanted[key]].join()} is wanted`,
      );
    const live = run.at.length > 0;
    must(run.n === 0 || live === (run.end === undefined), 'a run has ended if and only if no token is live');
    must(this.#ends === (run.end === undefined ? 0 : 1), 'a run says once that it ended');
    must(new Set(run.at.map(([token]) => token)).size === run.at.length, 'tokens are unique');
  }
}

function same(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`violated: ${what}`);
}
