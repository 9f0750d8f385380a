import type { Moment } from './span.ts';

/** One event of the customer. */
export interface EventFact {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** At most 4 decimals, below 9e11 in sum: sums are exact within that. */
  readonly amount: number | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * What is known of one customer. Events may be given as lists by type, in any order, or as measures already computed (`needs` names
 * them); a measure wins over the list. A type without a list means that it never happened.
 */
export interface Facts {
  /** Columns of the customer row: text, numbers, booleans, instants in milliseconds, dates `YYYY-MM-DD`; null when missing. */
  readonly customer: Readonly<Record<string, unknown>>;
  /** Custom attributes as parsed JSON. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly tags: ReadonlySet<string>;
  readonly events?: ReadonlyMap<string, readonly EventFact[]>;
  /** By the key of `needs(...).measures`: count and sum as numbers, last and first in milliseconds or null. */
  readonly measures?: ReadonlyMap<string, number | null>;
  /** Facts of other rooms: of their leaf kinds by kind, of their rows by field. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export type Predicate = (facts: Facts, at: Moment) => boolean;
export type Read<T> = (facts: Facts, at: Moment) => T;
