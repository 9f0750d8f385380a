/** One thing happens to a call: where it stands then, what is to be done, and why. Deterministic; late and doubled inputs change nothing. */
import type { CompiledCall } from './compile.ts';
import { type AskNode, type CallNode, DEFAULTS, END_KEY, OPT_OUT_KEY, type Prompt } from './flow.ts';
import { readKeys } from './keys.ts';
import type { Because, CallRun, Command, Input, Stepped } from './run.ts';
import { saved } from './answers.ts';
import { INVALID, OPTED_OUT, opening, SILENT } from './say.ts';

const GREETING = '(opening)';
const FAREWELL = '(optOut)';

export function step(call: CompiledCall, run: CallRun, input: Input): Stepped {
  const walk = new Walk(call, run);
  walk.take(input);
  return { run: walk.changed ? walk.run : run, commands: walk.commands, because: walk.because };
}

class Walk {
  readonly commands: Command[] = [];
  readonly because: Because[] = [];
  changed = false;
  readonly #call: CompiledCall;
  run: CallRun;

  constructor(call: CompiledCall, run: CallRun) {
    this.#call = call;
    this.run = run;
  }

  take(input: Input): void {
    if (this.run.phase === 'ended') return;
    switch (input.kind) {
      case 'answered':
        if (this.run.phase !== 'new') return;
        this.#told('answered', GREETING);
        this.#play('opening', GREETING, [opening(this.#call.flow)]);
        return;
      case 'played':
        if (input.play === this.run.doing && PLAYING.has(this.run.phase)) this.#said();
        return;
      case 'key':
        if (this.run.phase !== 'new') this.#key(input.key);
        return;
      case 'timer':
        if (input.timer === this.run.timer && this.run.phase === 'listening') this.#silence();
        return;
      case 'recorded':
        if (input.record !== this.run.doing || this.run.phase !== 'recording') return;
        this.#told('recorded');
        this.#onward();
        return;
      case 'joined':
        if (input.transfer === this.run.doing && this.run.phase === 'ringing') this.#joined(input.ok);
        return;
      case 'resumed':
        return this.#resume();
      case 'hungUp':
        this.#untimer();
        this.#told('hungUp');
        this.#set({
          phase: 'ended',
          result: this.run.result ?? (this.run.phase === 'talking' ? 'transferred' : 'hung_up'),
        });
    }
  }

  #resume(): void {
    const { phase, doing, node, tries } = this.run;
    if (phase === 'new' || phase === 'talking') return;
    this.#told('resumed');
    if (PLAYING.has(phase)) this.commands.push({ kind: 'stopPlay', play: doing });
    this.#set({ timer: 0 });
    if (phase === 'opening') return this.#play('opening', GREETING, [opening(this.#call.flow)]);
    if (phase === 'leaving') return this.#hangUp(this.run.result ?? 'ended');
    if (phase === 'ringing') return this.#onward();
    if (phase === 'recording') this.commands.push({ kind: 'stopRecord', record: doing });
    this.#enter(node);
    this.#set({ tries });
  }

  /** What was being said is over. */
  #said(): void {
    const node = this.#here();
    switch (this.run.phase) {
      case 'opening':
        return this.#enter(this.#call.flow.start);
      case 'leaving':
        return this.#hangUp(this.run.result ?? 'ended');
      case 'asking':
        this.#set({ phase: 'listening' });
        return this.#listen((node as AskNode).timeoutMs ?? DEFAULTS.timeoutMs);
      default:
        if (node?.kind === 'record') return this.#record(node);
        if (node?.kind === 'transfer') return this.#ring(node);
        return this.#onward();
    }
  }

  #key(key: string): void {
    const { phase } = this.run;
    // While two people talk, and once it is said, the keys are theirs.
    if (key === OPT_OUT_KEY && phase !== 'talking' && phase !== 'leaving') return this.#optOut();
    const node = this.#here();
    if (node?.kind === 'ask' && (phase === 'listening' || (phase === 'asking' && node.bargeIn !== false))) {
      if (phase === 'asking') this.commands.push({ kind: 'stopPlay', play: this.run.doing });
      return this.#pressed(node, this.run.digits + key);
    }
    if (phase === 'saying' && node?.kind === 'say' && node.bargeIn === true) {
      this.commands.push({ kind: 'stopPlay', play: this.run.doing });
      return this.#onward();
    }
    if (phase === 'recording' && key === END_KEY) {
      this.commands.push({ kind: 'stopRecord', record: this.run.doing });
      return;
    }
    this.because.push({ node: this.run.node, what: 'ignored', key });
  }

  #pressed(node: AskNode, digits: string): void {
    this.#untimer();
    this.#set({ phase: 'listening', digits });
    this.#read(node, false);
  }

  #silence(): void {
    this.#set({ timer: 0 });
    const node = this.#here();
    if (node?.kind === 'ask') this.#read(node, true);
  }

  #read(node: AskNode, over: boolean): void {
    const reading = readKeys(node.keys, this.run.digits, over);
    if (reading.kind === 'more') return this.#listen(DEFAULTS.betweenMs);
    if (reading.kind === 'invalid') return this.#again(node);
    this.because.push({ node: node.id, what: 'chosen', key: reading.key });
    if (node.save) this.#set({ answers: saved(this.run.answers, node.save, reading.value) });
    this.#enter(node.to?.[reading.key] ?? node.next);
  }

  /** Silence or a wrong key: the question once more, or on without an answer. */
  #again(node: AskNode): void {
    const silent = this.run.digits === '';
    this.#told(silent ? 'silent' : 'invalid');
    if (this.run.tries >= (node.repeats ?? DEFAULTS.repeats)) {
      this.#told('gaveUp');
      return this.#enter(node.nothing ?? node.next);
    }
    this.#set({ tries: this.run.tries + 1, digits: '' });
    this.#play('asking', node.id, [silent ? SILENT : (node.invalid ?? INVALID), node.prompt]);
  }

  /** Branches lead on at once; `checkCall` refuses rings that would never stop. */
  #enter(id: string): void {
    const node = this.#call.nodes.get(id);
    this.#set({ node: id, digits: '', tries: 0 });
    if (!node) return this.#hangUp('lost');
    this.#told('entered');
    switch (node.kind) {
      case 'say':
      case 'record':
        return this.#play('saying', id, [node.prompt]);
      case 'ask':
        return this.#play('asking', id, [node.prompt]);
      case 'branch': {
        const found = (this.#call.cases.get(id) ?? []).find(({ holds }) => holds(this.run.answers));
        return this.#enter(found?.to ?? node.next);
      }
      case 'transfer':
        return node.prompt ? this.#play('saying', id, [node.prompt]) : this.#ring(node);
      case 'end':
        this.#set({ result: node.result });
        return node.prompt ? this.#play('leaving', id, [node.prompt]) : this.#hangUp(node.result);
    }
  }

  #onward(): void {
    const node = this.#here();
    if (node && 'next' in node) this.#enter(node.next);
  }

  #record(node: Extract<CallNode, { kind: 'record' }>): void {
    const record = this.#number();
    this.#set({ phase: 'recording', doing: record });
    const { id, mostMs = DEFAULTS.mostMs, silenceMs = DEFAULTS.silenceMs, save } = node;
    this.commands.push({ kind: 'record', record, node: id, mostMs, silenceMs, ...(save ? { save } : {}) });
  }

  #ring({ target, ringMs = DEFAULTS.ringMs }: Extract<CallNode, { kind: 'transfer' }>): void {
    const transfer = this.#number();
    this.#set({ phase: 'ringing', doing: transfer });
    this.commands.push({ kind: 'transfer', transfer, target, ringMs });
  }

  #joined(ok: boolean): void {
    this.#told(ok ? 'joined' : 'notJoined');
    if (ok) this.#set({ phase: 'talking', result: 'transferred' });
    else this.#onward();
  }

  #optOut(): void {
    this.#untimer();
    const { phase, doing } = this.run;
    if (PLAYING.has(phase)) this.commands.push({ kind: 'stopPlay', play: doing });
    if (phase === 'recording') this.commands.push({ kind: 'stopRecord', record: doing });
    this.because.push({ node: this.run.node, what: 'optedOut', key: OPT_OUT_KEY });
    this.commands.push({ kind: 'optOut' });
    this.#set({ result: 'opted_out' });
    this.#play('leaving', FAREWELL, [OPTED_OUT]);
  }

  #hangUp(result: string): void {
    this.#untimer();
    this.#told('ended');
    this.#set({ phase: 'ended', result });
    this.commands.push({ kind: 'hangUp', result });
  }

  #play(phase: CallRun['phase'], node: string, prompts: readonly Prompt[]): void {
    const play = this.#number();
    this.#set({ phase, doing: play });
    this.commands.push({ kind: 'play', play, node, prompts });
  }

  #listen(ms: number): void {
    this.#untimer();
    const timer = this.#number();
    this.#set({ timer });
    this.commands.push({ kind: 'timer', timer, ms });
  }

  #untimer(): void {
    if (this.run.timer === 0) return;
    this.commands.push({ kind: 'untimer', timer: this.run.timer });
    this.#set({ timer: 0 });
  }

  #here(): CallNode | undefined {
    return this.#call.nodes.get(this.run.node);
  }

  #told(what: Because['what'], node = this.run.node): void {
    this.because.push({ node, what });
  }

  #number(): number {
    this.#set({ n: this.run.n + 1 });
    return this.run.n;
  }

  #set(part: Partial<CallRun>): void {
    this.run = { ...this.run, ...part };
    this.changed = true;
  }
}

const PLAYING: ReadonlySet<CallRun['phase']> = new Set(['opening', 'saying', 'asking', 'leaving']);
