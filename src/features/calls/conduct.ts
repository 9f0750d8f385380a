/** One running call: what the switch tells goes into its flow, what the flow wants goes to the switch, and all of it is written down. */
import {
  type Because,
  type CallNode,
  type CallRun,
  type Command,
  type CompiledCall,
  compileCall,
  type Input,
  NOT_CALLED,
  type Prompt,
  step,
} from '../../engine/callflow/index.ts';
import type { Context } from '../../kit/context.ts';
import { optOut } from '../messages/index.ts';
import type { EngineEvent, Line } from './engine.ts';
import { noteAnswered } from './finish.ts';
import { promptUrls, toneUrl } from './prompts.ts';
import type { CallSettings } from './contract-settings.ts';
import * as store from './store.ts';

export interface Conducted {
  /** The workspace, at its time now. */
  readonly context: () => Promise<Context>;
  readonly line: Line;
  readonly settings: CallSettings;
  /** Where the engine itself waits for the keys. */
  readonly timers?: { set(timer: number, ms: number): void; clear(timer: number): void };
  /** Where what is said can be fetched as sound; spoken by the voice of the settings unless said otherwise. */
  readonly media?: (prompts: readonly Prompt[], tone: boolean) => Promise<readonly string[]>;
}

export class Conduct {
  readonly call: store.CallRow;
  readonly #with: Conducted;
  readonly #flow: CompiledCall | null;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  run: CallRun;
  answered: boolean;

  constructor(call: store.CallRow, conducted: Conducted) {
    this.call = call;
    this.#with = conducted;
    this.#flow = call.flow ? compileCall(call.flow) : null;
    this.run = call.run ?? NOT_CALLED;
    this.answered = call.answered_at !== null;
  }

  /** What the switch tells of this call, in its order. Its end is not taken here: the line does (`finish.ts`). */
  async hear(event: EngineEvent): Promise<void> {
    switch (event.type) {
      case 'ringing':
        return this.#write([], { state: 'ringing', rang_at: (await this.#with.context()).now });
      case 'answered':
        return this.#whenAnswered();
      case 'joined':
        return this.#whenJoined(event);
      case 'played':
        return this.#take({ kind: 'played', play: event.play });
      case 'key':
        return this.#take({ kind: 'key', key: event.key });
      case 'recorded':
        if (event.ms > 0)
          await this.#write([{ what: 'messageLeft', node: this.run.node, detail: String(event.record) }], {});
        return this.#take({ kind: 'recorded', record: event.record, ms: event.ms });
      case 'ended':
        return;
    }
  }

  async #whenAnswered(): Promise<void> {
    if (this.answered) return;
    this.answered = true;
    const ctx = await this.#with.context();
    await ctx.tx(async (tx) => {
      // An agent who calls is no customer who was reached.
      const change =
        this.call.kind === 'agent'
          ? { state: 'ringing' as const }
          : { state: 'talking' as const, answered_at: ctx.now };
      await store.changeCall(tx, ctx.workspace.id, this.call.call_id, change);
      if (this.call.kind === 'message') await noteAnswered(tx, ctx, this.call);
    });
    await this.#with.line.recordAll(this.call.call_id);
    if (this.#flow) return this.#take({ kind: 'answered' });
    const { line, settings } = this.#with;
    await line.bridgeTo(
      this.call.call_id,
      1,
      { kind: 'customer', number: this.call.number },
      settings.ringSeconds * 1000,
    );
  }

  async #whenJoined({ transfer, ok, cause }: Extract<EngineEvent, { type: 'joined' }>): Promise<void> {
    const { now } = await this.#with.context();
    if (this.#flow) {
      await this.#write([{ what: ok ? 'transferred' : 'notTransferred', node: this.run.node, detail: cause }], {
        transferred: ok,
      });
      return this.#take({ kind: 'joined', transfer, ok });
    }
    if (ok) return this.#write([], { state: 'talking', answered_at: now });
    // The customer could not be had: her agent is told by what she hears next, silence, and by the screen.
    await this.#write([], { cause });
    await this.#with.line.hangUp(this.call.call_id);
  }

  /** The question she is at, if it is one. */
  get node(): CallNode | undefined {
    return this.#flow?.nodes.get(this.run.node);
  }

  /** Another process began it; from here on it is ours. */
  resume(): Promise<void> {
    return this.#take({ kind: 'resumed' });
  }

  async end(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    if (this.#flow && this.answered) await this.#take({ kind: 'hungUp' });
  }

  async #take(input: Input): Promise<void> {
    if (!this.#flow) return;
    const stepped = step(this.#flow, this.run, input);
    if (stepped.run === this.run && stepped.because.length === 0) return;
    this.run = stepped.run;
    const said = stepped.commands.flatMap((command) =>
      command.kind === 'play' ? [this.#said(command.node, command.prompts)] : [],
    );
    await this.#write([...stepped.because.map(lineOf), ...said], { run: this.run });
    for (const command of stepped.commands) await this.#do(command);
  }

  #said(node: string, prompts: readonly Prompt[]): store.EventLine {
    return { what: 'said', node, detail: prompts.map(({ words }) => words[this.call.locale]).join(' ') };
  }

  async #do(command: Command): Promise<void> {
    const { line } = this.#with;
    const { call_id: id } = this.call;
    switch (command.kind) {
      case 'play': {
        const tone = this.#flow?.nodes.get(command.node)?.kind === 'record';
        const media = this.#with.media ?? ((prompts, beep) => this.#spoken(prompts, beep));
        return line.play(id, command.play, await media(command.prompts, tone));
      }
      case 'stopPlay':
        return line.stopPlay(id, command.play);
      case 'timer':
        if (this.#with.timers) return this.#with.timers.set(command.timer, command.ms);
        this.#timers.set(
          command.timer,
          setTimeout(() => this.#timer(command.timer), command.ms),
        );
        return;
      case 'untimer':
        if (this.#with.timers) return this.#with.timers.clear(command.timer);
        clearTimeout(this.#timers.get(command.timer));
        this.#timers.delete(command.timer);
        return;
      case 'record':
        return line.record(id, command.record, command);
      case 'stopRecord':
        return line.stopRecord(id, command.record);
      case 'transfer':
        return line.bridgeTo(id, command.transfer, { kind: 'agent', number: command.target }, command.ringMs);
      case 'optOut':
        return this.#optOut();
      case 'hangUp':
        return line.hangUp(id);
    }
  }

  async #spoken(prompts: readonly Prompt[], tone: boolean): Promise<string[]> {
    const ctx = await this.#with.context();
    const urls = await promptUrls(ctx, this.#with.settings, this.call.locale, prompts);
    return tone ? [...urls, toneUrl(ctx)] : urls;
  }

  /** Set by the line: timers come in the order of everything else that happens to the call. */
  onTimer: (timer: number) => void = () => undefined;

  #timer(timer: number): void {
    this.#timers.delete(timer);
    this.onTimer(timer);
  }

  takeTimer(timer: number): Promise<void> {
    return this.#take({ kind: 'timer', timer });
  }

  async #optOut(): Promise<void> {
    const ctx = await this.#with.context();
    const { customer_id: customerId, call_id: key, message_id: message, playbook } = this.call;
    const evidence = ctx.workspace.locale === 'zh' ? '电话里按了星号键' : 'Pressed star in a call';
    const about = { call: key, ...(message === null ? {} : { message }), ...(playbook === null ? {} : { playbook }) };
    await ctx.tx((tx) => optOut(tx, ctx, { customerId, channel: 'voice', evidence, key, about }));
  }

  async #write(events: readonly store.EventLine[], change: store.CallChange): Promise<void> {
    const ctx = await this.#with.context();
    await ctx.tx(async (tx) => {
      await store.changeCall(tx, ctx.workspace.id, this.call.call_id, change);
      await store.insertEvents(tx, ctx.workspace.id, this.call.call_id, events, ctx.now);
    });
  }
}

const lineOf = ({ node, what, key }: Because): store.EventLine => ({
  what,
  node: node === '' ? null : node,
  detail: key ?? null,
});

/** Everything that may be said in a call: spoken before it is dialled, so that nobody waits on the phone for a voice. */
export function promptsOf(call: Pick<store.CallRow, 'flow'>, opening: Prompt): Prompt[] {
  const said = (call.flow?.nodes ?? []).flatMap((node) => ('prompt' in node && node.prompt ? [node.prompt] : []));
  return call.flow ? [opening, ...said] : [];
}
