/** A line whose commands are not sent but collected, until they are the answer to a provider's question. */
import { type CallNode, type CallRun, DEFAULTS, type Keys } from '../../engine/callflow/index.ts';
import type { Listening, Todo } from './by-callback.ts';
import type { Line } from './engine.ts';

/** The star is heard through a prompt that may not be cut short; so long is listened for it after the prompt. */
const STAR: Listening = { most: 1, end: '', waitMs: 1_000, bargeIn: false };

type Pending =
  | { readonly kind: 'play'; readonly play: number; readonly media: readonly string[] }
  | { readonly kind: 'record'; readonly mostMs: number; readonly silenceMs: number }
  | { readonly kind: 'ring'; readonly to: Extract<Todo, { kind: 'ring' }>['to']; readonly ringMs: number }
  | { readonly kind: 'hangUp' };

export class Collected implements Line {
  #pending: Pending | null = null;
  #waitMs: number | null = null;

  readonly timers = {
    set: (_timer: number, ms: number): void => {
      this.#waitMs = ms;
    },
    clear: (): void => {
      this.#waitMs = null;
    },
  };

  async play(_call: string, play: number, media: readonly string[]): Promise<void> {
    this.#pending = { kind: 'play', play, media };
  }
  async stopPlay(_call: string, play: number): Promise<void> {
    if (this.#pending?.kind === 'play' && this.#pending.play === play) this.#pending = null;
  }
  async record(_call: string, _record: number, limits: { mostMs: number; silenceMs: number }): Promise<void> {
    this.#pending = { kind: 'record', ...limits };
  }
  async bridgeTo(
    _call: string,
    _transfer: number,
    to: Extract<Todo, { kind: 'ring' }>['to'],
    ringMs: number,
  ): Promise<void> {
    this.#pending = { kind: 'ring', to, ringMs };
  }
  async hangUp(): Promise<void> {
    this.#pending = { kind: 'hangUp' };
  }
  /** By the question that follows, or begun with the call. */
  async stopRecord(): Promise<void> {}
  async recordAll(): Promise<void> {}
  async close(): Promise<void> {}
  async dropRecording(): Promise<void> {}
  fetchRecording = (): Promise<null> => Promise.resolve(null);
  adopt = (): Promise<'talking'> => Promise.resolve('talking');
  dial = (): Promise<'already'> => Promise.resolve('already');

  /** What is to be done now; null: nothing that was asked for is left. */
  todo(run: CallRun, node: CallNode | undefined): Todo | null {
    const pending = this.#pending;
    if (pending?.kind === 'play' && run.phase === 'saying' && node?.kind === 'record') {
      const { mostMs = DEFAULTS.mostMs, silenceMs = DEFAULTS.silenceMs } = node;
      return { kind: 'record', media: pending.media, mostMs, silenceMs };
    }
    if (pending?.kind === 'play') {
      const heard = run.phase === 'leaving' ? null : keysAfter(run, node);
      return { kind: 'say', media: pending.media, keys: heard };
    }
    if (pending?.kind === 'record')
      return { kind: 'record', media: [], mostMs: pending.mostMs, silenceMs: pending.silenceMs };
    if (pending) return pending;
    if (run.phase === 'listening' && node?.kind === 'ask' && this.#waitMs !== null)
      return { kind: 'say', media: [], keys: listening(node.keys, this.#waitMs) };
    return null;
  }
}

/** Which keys are listened for while this is said, and after it. */
function keysAfter(run: CallRun, node: CallNode | undefined): Listening {
  return node?.kind === 'ask' && cutsIn(run, node) ? listening(node.keys, node.timeoutMs ?? DEFAULTS.timeoutMs) : STAR;
}

/** A key is heard while the question is said; the answer for silence then comes after both. */
export const cutsIn = (run: CallRun, node: CallNode | undefined): boolean =>
  run.phase === 'asking' && node?.kind === 'ask' && node.bargeIn !== false;

/** All keys of an answer at once: between two questions of the provider a key would be lost. */
function listening(keys: Keys, waitMs: number): Listening {
  const most =
    keys.kind === 'one'
      ? 1
      : keys.kind === 'number'
        ? String(keys.to).length
        : (keys.most ?? Object.keys(keys.values).length);
  return { most, end: most === 1 ? '' : '#', waitMs, bargeIn: true };
}
