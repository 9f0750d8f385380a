import type { Group } from './ast.ts';
import { isGroup } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import type { Measure } from './events/measure.ts';
import { leafOf } from './leaf.ts';

/** What must be known to judge a condition: for loading facts in batches, and for indexing rules by what can change their outcome. */
export interface Needs {
  /** Columns of the customer row. */
  readonly columns: ReadonlySet<string>;
  /** Keys of custom attributes. */
  readonly attributes: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  /** Event types whose arrival can change the outcome. */
  readonly events: ReadonlySet<string>;
  /** Event measures by key; see `Facts.measures`. */
  readonly measures: ReadonlyMap<string, Measure>;
  /** Segments whose conditions were put in place. */
  readonly segments: ReadonlySet<string>;
  /** The outcome can change by the passing of time alone. */
  readonly clock: boolean;
  /** Kinds of other rooms that take part; each loads `Facts.more` its own way. */
  readonly more: ReadonlySet<string>;
}

const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T> | undefined) => (b ? new Set([...a, ...b]) : a);

export const NOTHING: Needs = {
  columns: new Set(),
  attributes: new Set(),
  tags: new Set(),
  events: new Set(),
  measures: new Map(),
  segments: new Set(),
  clock: false,
  more: new Set(),
};

export function joinNeeds(a: Needs, b: Partial<Needs>): Needs {
  return {
    columns: union(a.columns, b.columns),
    attributes: union(a.attributes, b.attributes),
    tags: union(a.tags, b.tags),
    events: union(a.events, b.events),
    measures: b.measures ? new Map([...a.measures, ...b.measures]) : a.measures,
    segments: union(a.segments, b.segments),
    clock: a.clock || b.clock === true,
    more: union(a.more, b.more),
  };
}

/** The needs of a condition, with those of the segments it mentions. */
export function needs(condition: Group, catalogue: Catalogue, trail: readonly string[] = []): Needs {
  let found = NOTHING;
  for (const node of condition.rules) {
    if (isGroup(node)) {
      found = joinNeeds(found, needs(node, catalogue, trail));
    } else {
      const leaf = leafOf(node, catalogue, trail);
      found = joinNeeds(found, leaf.kind.needs?.(leaf) ?? {});
    }
  }
  return found;
}
