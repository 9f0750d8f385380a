/** The state of one run, what can happen to it and what it asks for. Everything is plain JSON. */
import type { Json } from './tree.ts';

/** Where a token stands: its number, the node, the token of the parallel node around it (0: none), and of a parallel node the lanes that are through. */
export type Place = readonly [token: number, node: string, within: number, through?: number];

/** A few dozen bytes: live runs are many. */
export interface Run {
  /** The highest token given. Tokens count up and never come again, so a late answer to a dead one finds nothing. */
  readonly n: number;
  readonly at: readonly Place[];
  /** Of passed nodes, only what a later branch asks about. */
  readonly r?: Readonly<Record<string, Json>>;
  /** Set once it has ended. */
  readonly end?: string;
}

export const NOT_STARTED: Run = { n: 0, at: [] };

export type Input =
  | { readonly kind: 'start' }
  /** An action ended. */
  | { readonly kind: 'ended'; readonly token: number; readonly result: string; readonly data?: Json | undefined }
  /** The event a node waits for arrived. */
  | { readonly kind: 'event'; readonly token: number; readonly data?: Json | undefined }
  | { readonly kind: 'timer'; readonly token: number }
  /** The first case of a branch that holds; -1 for none. */
  | { readonly kind: 'decided'; readonly token: number; readonly choice: number }
  /** A person goes on past a node that cannot do its work. */
  | { readonly kind: 'skip'; readonly token: number }
  /** An exit's event, or somebody, ends the run wherever it stands. */
  | { readonly kind: 'stop'; readonly result: string };

export type Command =
  | {
      readonly kind: 'act' | 'cancel' | 'listen' | 'unlisten' | 'timer' | 'untimer' | 'decide';
      readonly token: number;
      readonly node: string;
    }
  | { readonly kind: 'ended'; readonly result: string };

/** `listen` and `unlisten` of the flow's exits come with this in place of a token. */
export const EXITS = 0;

export type Did =
  | 'entered'
  /** The action ended or the event came. */
  | 'done'
  | 'timedOut'
  /** The delay is over. */
  | 'waited'
  /** Of a branch: the key of the case, or `otherwise`. */
  | 'chose'
  /** Enough lanes are through. */
  | 'joined'
  | 'cancelled'
  | 'skipped'
  | 'ended';

/** Why the run stands where it stands, one entry per thing that happened. */
export interface Because {
  readonly token: number;
  readonly node: string;
  readonly did: Did;
  readonly detail?: string;
}

export interface Stepped {
  readonly run: Run;
  readonly commands: readonly Command[];
  readonly because: readonly Because[];
}
