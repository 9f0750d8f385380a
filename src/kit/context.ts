import type { Locale } from '../engine/words.ts';
import type { Tx } from './db/database.ts';
import type { Runtime } from './runtime.ts';

/** Who does it; written into the audit log. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'command' | 'system';
  readonly id: string;
  readonly name: string;
}

export const SYSTEM: Actor = { kind: 'system', id: 'system', name: 'system' };
export const COMMAND: Actor = { kind: 'command', id: 'command', name: 'command line' };

/** `scratch` is a copy in which history is replayed: no real channel can send from it and live sweeps leave it alone. */
export type WorkspaceKind = 'live' | 'demo' | 'scratch';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: WorkspaceKind;
  /** IANA zone; a "day" of this workspace is a calendar day there. */
  readonly zone: string;
  readonly currency: string;
  readonly locale: Locale;
  /** The virtual clock's time; null means real time. */
  readonly clock: Date | null;
  /** Replays may treat everybody as having consented; it is written into every result. */
  readonly assumeConsent: boolean;
}

/** Whose rows a person sees: her own, her teams', everybody's. */
export interface DataScope {
  readonly kind: 'own' | 'team' | 'all';
  readonly memberId: string | null;
  readonly teamIds: readonly string[];
}

export interface OutboxJob {
  readonly task: string;
  readonly payload: unknown;
}

/** What a verb needs to know besides its input. One per request or job; `now` does not move within it. */
export interface Context {
  readonly runtime: Runtime;
  readonly workspace: Workspace;
  readonly now: Date;
  readonly actor: Actor;
  readonly scope: DataScope;
  readonly permissions: ReadonlySet<string>;
  readonly locale: Locale;
  /** Set in a replay: jobs are collected here and run by the replay itself instead of the queue. */
  readonly outbox?: OutboxJob[];
  /** How far this is from the outside event that caused it; past the limit `events.record` refuses. */
  readonly depth: number;
  /** One transaction in this workspace. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export const EVERYTHING: DataScope = { kind: 'all', memberId: null, teamIds: [] };
