/** Runs being stepped together: their states in memory, and what the steps asked for and is still to be done. */
import { type Because, type Command, EXITS, type Input, type Run, NOT_STARTED, step } from '../../engine/flow/index.ts';
import { countsOf } from './decide.ts';
import type { Ready } from './ready.ts';
import type { Counted, Entry } from './store-history.ts';
import type { RunRow } from './store-runs.ts';
import type { StuckCommand } from './store-stuck.ts';

export interface Place {
  readonly live: LiveRun;
  readonly token: number;
  readonly node: string;
}

export class Batch {
  readonly runs: LiveRun[] = [];
  acts: Place[] = [];
  decides: Place[] = [];
  cancels: Place[] = [];
  readonly #counts = new Map<string, { -readonly [K in keyof Counted]: Counted[K] }>();

  add(row: RunRow, ready: Ready): LiveRun {
    const live = new LiveRun(this, row, ready);
    this.runs.push(live);
    return live;
  }

  count(row: RunRow, because: Because): void {
    for (const [node, tally] of countsOf(because)) this.tally(row, node, tally);
  }

  tally({ flow, version }: RunRow, node: string, tally: 'entered' | 'done' | 'cancelled'): void {
    const key = `${flow}/${version}/${node}`;
    let counted = this.#counts.get(key);
    if (!counted) {
      counted = { flow, version, node, entered: 0, done: 0, cancelled: 0 };
      this.#counts.set(key, counted);
    }
    counted[tally] += 1;
  }

  counts(): Counted[] {
    return [...this.#counts.values()];
  }
}

export class LiveRun {
  readonly row: RunRow;
  readonly ready: Ready;
  readonly #batch: Batch;
  run: Run;
  changed = false;
  because: Entry[] = [];
  /** Asked for and not taken back since. */
  readonly timers = new Map<number, string>();
  readonly listens = new Map<number, string>();
  /** Stood before this batch, and are to go. */
  readonly untimers = new Set<number>();
  readonly unlistens = new Set<number>();
  /** Stuck before this batch, with what could not be done. */
  readonly wasStuck = new Map<number, StuckCommand>();
  /** Tried again and not failed again. */
  readonly retried = new Set<number>();
  /** Acts that were carried out in this batch. */
  readonly acted = new Set<number>();
  /** Ended from outside in this batch. */
  stopped = false;
  readonly stuck = new Map<number, { readonly node: string; readonly command: StuckCommand; readonly error: string }>();

  constructor(batch: Batch, row: RunRow, ready: Ready) {
    this.#batch = batch;
    this.row = row;
    this.ready = ready;
    this.run = row.state ?? NOT_STARTED;
  }

  /** `more` is kept with what the input led to: the reasons of a choice, the event that came. */
  take(input: Input, more?: unknown): void {
    const { run, commands, because } = step(this.ready.flow, this.run, input);
    if (run === this.run) return;
    if (input.kind === 'stop') this.stopped = true;
    if (this.run.n === 0) this.#batch.tally(this.row, '', 'entered');
    this.run = run;
    this.changed = true;
    let told = more;
    for (const each of because) {
      this.#batch.count(this.row, each);
      const { token, node, did, detail } = each;
      // The first entry is about the node the input was for.
      this.note(token, node, did, detail, told);
      told = undefined;
    }
    for (const command of commands) this.#ask(command);
  }

  note(token: number, node: string, did: string, detail?: string, more?: unknown): void {
    this.changed = true;
    this.because.push(
      more === undefined
        ? detail === undefined
          ? [token, node, did]
          : [token, node, did, detail]
        : [token, node, did, detail ?? null, more],
    );
  }

  isLive(token: number): boolean {
    return this.run.at.some((place) => place[0] === token);
  }

  nodeOf(token: number): string | undefined {
    return this.run.at.find((place) => place[0] === token)?.[1];
  }

  /** Does again what could not be done. */
  retry(token: number): void {
    const command = this.wasStuck.get(token);
    const node = this.nodeOf(token);
    if (command === undefined || node === undefined) return;
    this.retried.add(token);
    this.note(token, node, 'retried');
    this.#ask({ kind: command, token, node });
  }

  fail(token: number, node: string, command: StuckCommand, error: string): void {
    this.retried.delete(token);
    this.stuck.set(token, { node, command, error });
    this.note(token, node, 'stuck', error);
  }

  #ask(command: Command): void {
    if (command.kind === 'ended') return;
    const { token, node } = command;
    switch (command.kind) {
      case 'act':
        this.#batch.acts.push({ live: this, token, node });
        return;
      case 'decide':
        this.#batch.decides.push({ live: this, token, node });
        return;
      case 'cancel':
        this.#batch.cancels.push({ live: this, token, node });
        return;
      case 'timer':
        this.timers.set(token, node);
        return;
      case 'untimer':
        if (!this.timers.delete(token)) this.untimers.add(token);
        return;
      case 'listen':
        this.listens.set(token, node);
        return;
      case 'unlisten':
        if (!this.listens.delete(token)) this.unlistens.add(token);
    }
  }

  /** What it listens for now: the node's event, or the flow's exits. */
  eventsOf(token: number, node: string): readonly string[] {
    const { tree, sites } = this.ready.flow;
    if (token === EXITS) return [...new Set((tree.exits ?? []).map((exit) => exit.event))];
    const site = sites.get(node);
    return site?.node.kind === 'wait' ? [site.node.event] : [];
  }
}
