/**
 * What carries calls: a telephone switch or a provider's service. It dials, plays, hears keys, records, joins two people and hangs up, and tells what happens;
 * what is said and when is decided by the call flow, never here.
 */
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { SettingField } from '../messages/index.ts';
import type { ByCallback } from './by-callback.ts';
import type { CallCause } from './contract-causes.ts';

export interface Dial {
  /** Ours, and the idempotency key: the same call is never dialled twice, whoever asks. */
  readonly call: string;
  /** A customer's number in E.164, or an agent's extension. */
  readonly to: { readonly kind: 'customer' | 'agent'; readonly number: string };
  readonly ringMs: number;
  /** Told to the other side in a header of the call, so that both logs can be held against each other. */
  readonly mark?: string;
}

export type Dialled = 'dialling' | 'already' | { readonly refused: string; readonly cause?: CallCause };

/** What happened to a call. Anything may come twice or late; the call flow takes it by its number. */
export type EngineEvent = { readonly call: string } & (
  | { readonly type: 'ringing' }
  | { readonly type: 'answered' }
  | { readonly type: 'played'; readonly play: number }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'recorded'; readonly record: number; readonly ms: number }
  | { readonly type: 'joined'; readonly transfer: number; readonly ok: boolean; readonly cause: CallCause }
  | { readonly type: 'ended'; readonly cause: CallCause; readonly code: string }
);

/** A connection to the switch, held by one process. */
export interface Line {
  dial(dial: Dial): Promise<Dialled>;
  /** Addresses of sound files, one after the other. */
  play(call: string, play: number, media: readonly string[]): Promise<void>;
  stopPlay(call: string, play: number): Promise<void>;
  /** A message left by the customer. */
  record(call: string, record: number, limits: { readonly mostMs: number; readonly silenceMs: number }): Promise<void>;
  stopRecord(call: string, record: number): Promise<void>;
  /** Everything both sides say, until the call ends. */
  recordAll(call: string): Promise<void>;
  /** Rings somebody else and joins the two when she takes it. */
  bridgeTo(call: string, transfer: number, to: Dial['to'], ringMs: number): Promise<void>;
  hangUp(call: string): Promise<void>;
  /** After another process lost it: where the switch has the call, and from now on its events come here. */
  adopt(call: string): Promise<'talking' | 'ringing' | 'gone' | { readonly ended: CallCause; readonly code: string }>;
  /** A kept recording (of the whole call, or of one message), or null when there is none. Taken away from the switch by `drop`. */
  fetchRecording(call: string, record: number | null): Promise<Buffer | null>;
  dropRecording(call: string, record: number | null): Promise<void>;
  close(): Promise<void>;
}

export interface LineHooks {
  readonly on: (event: EngineEvent) => void;
  /** The connection is gone: whoever holds the line opens it anew. */
  readonly lost: (why: string) => void;
}

/** What an engine is lent that knows calls by the provider's own names for them. */
export interface EngineTools {
  /** Where the provider tells what happens to this call. */
  callbackUrl(call: string): string;
  /** null: the provider has not named it. */
  providerIdOf(call: string): Promise<string | null>;
  keepProviderId(call: string, id: string): Promise<void>;
  recordingIdOf(call: string, record: number | null): Promise<string | null>;
}

export interface VoiceEngine<S = unknown> {
  readonly name: string;
  readonly words: Words;
  /** Its settings, flat: the channel's own stand beside them. */
  readonly shape: z.ZodRawShape;
  readonly fields: readonly SettingField[];
  open(settings: S, hooks: LineHooks, tools: EngineTools): Promise<Line>;
  /** The provider asks us what to do, wherever it reaches us: no process holds its calls. Without, the line tells and is told. */
  readonly byCallback?: ByCallback<S>;
  /** Looks whether it answers, without calling anybody. */
  probe(settings: S): Promise<{ readonly ok: boolean; readonly note: string }>;
}

export const voiceEngine = slot<VoiceEngine>('calls.voiceEngine');

export function defineEngine<S>(engine: VoiceEngine<S>): VoiceEngine {
  return engine as unknown as VoiceEngine;
}
