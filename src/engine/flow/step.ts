/**
 * One step of a run: something happened, and the run goes on until everything in it waits again. Pure; an input for a token that is not live, or
 * of the wrong kind for its node, changes nothing. Trees have no loops, so a step ends and no node is entered twice.
 */
import { type Flow, keep, type Sequence, type Site } from './compile.ts';
import { type Because, type Command, type Did, EXITS, type Input, type Place, type Run, type Stepped } from './run.ts';
import type { Json } from './tree.ts';

export function step(flow: Flow, run: Run, input: Input): Stepped {
  const walk = new Walk(flow, run);
  if (run.end === undefined) walk.take(input);
  return walk.end();
}

class Walk {
  readonly #flow: Flow;
  readonly #before: Run;
  #n: number;
  #at: Place[];
  #results: Readonly<Record<string, Json>> | undefined;
  #ended: string | undefined;
  readonly #commands: Command[] = [];
  readonly #because: Because[] = [];

  constructor(flow: Flow, run: Run) {
    this.#flow = flow;
    this.#before = run;
    this.#n = run.n;
    this.#at = [...run.at];
    this.#results = run.r;
    this.#ended = run.end;
  }

  take(input: Input): void {
    if (input.kind === 'start') {
      if (this.#n > 0) return;
      if (this.#flow.tree.exits?.length) this.#ask('listen', EXITS, '');
      this.#sequence(this.#flow.top, 0);
      return;
    }
    if (input.kind === 'stop') {
      if (this.#n > 0) this.#finish(input.result);
      return;
    }
    const place = this.#at.find(([token]) => token === input.token);
    const site = place && this.#flow.sites.get(place[1]);
    if (!place || !site) return;
    const { node } = site;
    switch (input.kind) {
      case 'ended':
        if (node.kind !== 'action') return;
        this.#leave(place, site, 'done', input.result, input.data);
        return;
      case 'event':
        if (node.kind !== 'wait') return;
        this.#leave(place, site, 'done', 'event', input.data);
        return;
      case 'timer':
        if (node.kind === 'delay') this.#leave(place, site, 'waited', 'waited', undefined, 'timer');
        else if ((node.kind === 'action' || node.kind === 'wait') && node.timeout)
          this.#leave(place, site, 'timedOut', 'timeout', undefined, 'timer', site.inner[0]);
        return;
      case 'decided': {
        if (node.kind !== 'branch') return;
        const { key = 'otherwise' } = node.cases[input.choice] ?? {};
        const chosen = site.inner[node.cases[input.choice] ? input.choice : node.cases.length];
        this.#leave(place, site, 'chose', key, undefined, undefined, chosen);
        return;
      }
      case 'skip':
        if (node.kind === 'parallel') return;
        this.#leave(
          place,
          site,
          'skipped',
          'skipped',
          undefined,
          undefined,
          node.kind === 'branch' ? site.inner[node.cases.length] : undefined,
        );
    }
  }

  end(): Stepped {
    const changed = this.#n !== this.#before.n || this.#because.length > 0;
    const run: Run = {
      n: this.#n,
      at: this.#at,
      ...(this.#results ? { r: this.#results } : {}),
      ...(this.#ended === undefined ? {} : { end: this.#ended }),
    };
    return { run: changed ? run : this.#before, commands: this.#commands, because: this.#because };
  }

  /** `by` names the wait that is over by itself; `into` is done before the node after this one. */
  #leave(
    place: Place,
    site: Site,
    did: Did,
    result: string,
    data: Json | undefined,
    by?: 'timer',
    into?: Sequence,
  ): void {
    const [token, node, within] = place;
    this.#remove(token);
    if (did !== 'done' || site.node.kind !== 'action') this.#release(place, site, by);
    else if (site.node.timeout) this.#ask('untimer', token, node);
    this.#note(token, node, did, did === 'waited' ? undefined : result);
    const kept = keep(this.#flow, node, result, data);
    if (kept) this.#results = { ...this.#results, [node]: kept };
    if (into) this.#sequence(into, within);
    else this.#after(site, within);
  }

  #after({ next, sequence }: Site, within: number): void {
    if (next) this.#enter(next, within);
    else this.#over(sequence, within);
  }

  #sequence(sequence: Sequence, within: number): void {
    if (sequence.first) this.#enter(sequence.first, within);
    else this.#over(sequence, within);
  }

  /** A sequence is over: the node it stands in goes on, or one more lane is through. */
  #over({ of }: Sequence, within: number): void {
    if (of === null) this.#finish('');
    else if (of.node.kind === 'parallel') this.#through(within);
    else this.#after(of, within);
  }

  #enter(site: Site, within: number): void {
    const { node } = site;
    const token = ++this.#n;
    this.#at.push([token, node.id, within]);
    this.#note(token, node.id, 'entered');
    switch (node.kind) {
      case 'action':
        this.#ask('act', token, node.id);
        if (node.timeout) this.#ask('timer', token, node.id);
        return;
      case 'wait':
        this.#ask('listen', token, node.id);
        if (node.timeout) this.#ask('timer', token, node.id);
        return;
      case 'delay':
        this.#ask('timer', token, node.id);
        return;
      case 'branch':
        this.#ask('decide', token, node.id);
        return;
      case 'parallel':
        this.#fork(site, token);
        return;
      case 'end':
        this.#remove(token);
        this.#finish(node.result ?? '', token, node.id);
    }
  }

  #fork(site: Site, token: number): void {
    for (const lane of site.inner) {
      this.#sequence(lane, token);
      // A lane with nothing to wait for may have ended the join, or the run, while the others were still to begin.
      if (!this.#at.some((place) => place[0] === token)) return;
    }
  }

  #through(join: number): void {
    const at = this.#at.findIndex(([token]) => token === join);
    const place = this.#at[at];
    const site = place && this.#flow.sites.get(place[1]);
    if (!place || site?.node.kind !== 'parallel') return;
    const [token, node, within, before = 0] = place;
    const done = before + 1;
    this.#at[at] = [token, node, within, done];
    if (done < needed(site.node)) return;
    for (const inner of this.#at.filter((each) => this.#isInside(each, token))) this.#cancel(inner);
    this.#remove(token);
    this.#note(token, node, 'joined');
    this.#after(site, within);
  }

  #isInside(place: Place, join: number): boolean {
    for (let within = place[2]; within !== 0; ) {
      if (within === join) return true;
      within = this.#at.find(([token]) => token === within)?.[2] ?? 0;
    }
    return false;
  }

  #finish(result: string, token = 0, node = ''): void {
    for (const place of this.#at) this.#cancel(place);
    if (this.#flow.tree.exits?.length) this.#ask('unlisten', EXITS, '');
    this.#ended = result;
    this.#note(token, node, 'ended', result === '' ? undefined : result);
    this.#commands.push({ kind: 'ended', result });
  }

  #cancel(place: Place): void {
    const [token, node] = place;
    this.#remove(token);
    const site = this.#flow.sites.get(node);
    if (site) this.#release(place, site);
    this.#note(token, node, 'cancelled');
  }

  /** Takes back what a place waits for. */
  #release([token, node]: Place, site: Site, by?: 'timer'): void {
    const { kind } = site.node;
    if (kind === 'action') this.#ask('cancel', token, node);
    if (kind === 'wait') this.#ask('unlisten', token, node);
    const timed = kind === 'delay' || ((kind === 'action' || kind === 'wait') && site.node.timeout !== undefined);
    if (timed && by !== 'timer') this.#ask('untimer', token, node);
  }

  #remove(token: number): void {
    this.#at = this.#at.filter((place) => place[0] !== token);
  }

  #ask(kind: Exclude<Command['kind'], 'ended'>, token: number, node: string): void {
    this.#commands.push({ kind, token, node });
  }

  #note(token: number, node: string, did: Did, detail?: string): void {
    this.#because.push({ token, node, did, ...(detail === undefined ? {} : { detail }) });
  }
}

export function needed(node: { readonly join: 'all' | 'any' | number; readonly lanes: readonly unknown[] }): number {
  const asked = node.join === 'all' ? node.lanes.length : node.join === 'any' ? 1 : node.join;
  return Math.min(asked, node.lanes.length);
}
