/** The manifest of a feature: everything the rest of the program learns about it. One file `feature.ts` per room. */
import type { Words } from '../engine/words.ts';
import type { BusEvent, Subscriber } from './bus.ts';
import type { Context } from './context.ts';
import type { Migration } from './db/migrate.ts';
import type { ErrorDeclaration } from './errors.ts';
import type { Route } from './http/route.ts';
import type { Job } from './jobs/job.ts';
import type { Service } from './services.ts';
import type { Filling } from './slots/slot.ts';

export interface Permission {
  readonly name: `${string}:${string}`;
  readonly words: Words;
}

/** A table of a workspace, for backup, restore and the copy into a scratch workspace. */
export interface OwnedTable {
  readonly name: string;
  /**
   * What a replay does with it: `copy` takes the rows as they are; `feed` tables are refilled day by day through the feature's `replay.feed`;
   * `empty` starts without rows.
   */
  readonly replay: 'copy' | 'feed' | 'empty';
}

/** How a feature takes part when history is walked again in a scratch copy of a workspace. */
export interface ReplayPart {
  /** Puts its timers to the walk's first moment, after the tables were copied. */
  begin?(into: Context): Promise<void>;
  /** Lets what happened in `source` during [from, to) happen again in `into`, through the verbs that run live; null means from the beginning. */
  feed?(source: Context, into: Context, from: Date | null, to: Date): Promise<number>;
}

/** Work that time brings: called every minute for each live workspace and when `next` has come, and by a replay at each step of its clock. */
export interface Sweep {
  readonly name: string;
  run(ctx: Context): Promise<void>;
  /** It only makes reading faster: a walk through virtual time leaves it out. */
  readonly upkeep?: true;
  /** It looks after what a copy of a workspace has not (uploads, lines, tasks at a corp): a replay leaves it out. */
  readonly live?: true;
  /**
   * The first moment after `ctx.now` at which it has something to do, as far as known; null when nothing waits. What is overdue does not hide
   * it. Cheap: it is asked after every sweep. Live it is swept within two seconds of that moment, and replays stop their clock there.
   */
  next?(ctx: Context): Promise<Date | null>;
}

export interface Feature {
  readonly name: string;
  readonly words: Words;
  readonly migrations?: readonly Migration[];
  readonly tables?: readonly OwnedTable[];
  readonly routes?: readonly Route[];
  readonly jobs?: readonly Job[];
  readonly events?: readonly BusEvent<unknown>[];
  readonly subscribers?: readonly Subscriber[];
  readonly sweeps?: readonly Sweep[];
  readonly services?: readonly Service[];
  readonly replay?: ReplayPart;
  readonly errors?: Readonly<Record<string, ErrorDeclaration>>;
  readonly permissions?: readonly Permission[];
  readonly fillings?: readonly Filling[];
  /** What the feature tells the console through `GET /api/catalog`. */
  readonly catalog?: () => Readonly<Record<string, unknown>>;
}

/** Names a feature's migrations `<feature>/<file>` in the order of their numbers. */
export function migrationsOf(
  feature: string,
  files: Readonly<Record<string, { statements: readonly string[] }>>,
): Migration[] {
  return Object.keys(files)
    .sort()
    .map((file) => ({ name: `${feature}/${file}`, statements: files[file]?.statements ?? [] }));
}
