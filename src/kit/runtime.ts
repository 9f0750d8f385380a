import type { Words } from '../engine/words.ts';
import type { Subscriber } from './bus.ts';
import { type Actor, type Context, type DataScope, EVERYTHING, type OutboxJob, type Workspace } from './context.ts';
import type { Database, Tx } from './db/database.ts';
import { commonErrors, type ErrorCatalog, type ErrorDeclaration, Problem } from './errors.ts';
import type { Feature } from './feature.ts';
import type { Log } from './log.ts';
import { type Slot, slot } from './slots/slot.ts';

/** Filled by the feature that keeps the registry of workspaces. */
export interface WorkspaceDirectory {
  find(tx: Tx, id: string): Promise<Workspace | null>;
  list(tx: Tx): Promise<readonly Workspace[]>;
}
export const workspaceDirectory = slot<WorkspaceDirectory>('kit.workspaceDirectory');

export interface Runtime {
  readonly db: Database;
  readonly log: Log;
  /** Where files of this installation live (uploads, the embedded database, the first password). */
  readonly home: string;
  readonly features: readonly Feature[];
  /** For tests, which hash hundreds of passwords: scrypt's N, when it is not the usual one. */
  readonly passwordCost?: number | undefined;
  readonly subscribers: ReadonlyMap<string, readonly Subscriber[]>;
  readonly errors: ErrorCatalog;
  /** Everything plugged into a slot, in river order. */
  slot<T>(from: Slot<T>): readonly T[];
  /** The one thing plugged into a slot that must be filled exactly once. */
  only<T>(from: Slot<T>): T;
  /** Throws the problem `not_found` when there is no such workspace. */
  open(workspace: string, actor: Actor, options?: OpenOptions): Promise<Context>;
}

export type RuntimeParts = Pick<Runtime, 'db' | 'log' | 'home' | 'features' | 'passwordCost'>;

export interface OpenOptions {
  readonly scope?: DataScope;
  readonly permissions?: ReadonlySet<string>;
  readonly locale?: 'zh' | 'en';
  readonly outbox?: OutboxJob[];
  readonly depth?: number;
}

export function createRuntime(parts: RuntimeParts): Runtime {
  const { db, log, home, features, passwordCost } = parts;
  const errors = new Map<string, ErrorDeclaration>(Object.entries(commonErrors));
  const subscribers = new Map<string, Subscriber[]>();
  const slots = new Map<string, unknown[]>();
  for (const feature of features) {
    for (const [code, declaration] of Object.entries(feature.errors ?? {})) {
      if (errors.has(code)) throw new Error(`error code ${code} is declared twice (${feature.name})`);
      errors.set(code, declaration);
    }
    for (const subscriber of feature.subscribers ?? []) append(subscribers, subscriber.event, subscriber);
    for (const filling of feature.fillings ?? []) append(slots, filling.slot, filling.value);
  }
  const runtime: Runtime = {
    db,
    log,
    home,
    features,
    passwordCost,
    subscribers,
    errors,
    slot: <T>(from: Slot<T>) => (slots.get(from.name) ?? []) as T[],
    only<T>(from: Slot<T>) {
      const filled = runtime.slot(from);
      if (filled.length !== 1) throw new Error(`slot ${from.name} must be filled once, not ${filled.length} times`);
      return filled[0] as T;
    },
    async open(id, actor, options) {
      const workspace = await db.beyondWorkspaces((tx) => runtime.only(workspaceDirectory).find(tx, id));
      if (!workspace) throw new Problem('not_found', { what: id });
      return contextIn(runtime, workspace, actor, options);
    },
  };
  return runtime;
}

/** A context in a workspace already loaded; `now` is the workspace clock's, read once. */
export function contextIn(runtime: Runtime, workspace: Workspace, actor: Actor, options: OpenOptions = {}): Context {
  return {
    runtime,
    workspace,
    now: workspace.clock ?? new Date(),
    actor,
    scope: options.scope ?? EVERYTHING,
    permissions: options.permissions ?? new Set(['*']),
    locale: options.locale ?? workspace.locale,
    depth: options.depth ?? 0,
    ...(options.outbox ? { outbox: options.outbox } : {}),
    tx: (work) => runtime.db.inWorkspace(workspace.id, work),
  };
}

export interface NamedWords {
  readonly name: string;
  readonly words: Words;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
