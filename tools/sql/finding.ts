import type { Node } from './tree.ts';

export interface Finding {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
}

/** What the rules know about the schema as a whole. */
export interface Schema {
  /** Tables that stand beyond a workspace and are not distributed. */
  readonly shared: ReadonlySet<string>;
  /** Who created each table: a feature, or `kit`. */
  readonly owners: ReadonlyMap<string, string>;
  /** Column names that are timestamptz in some table, and those that are anything else in some table. */
  readonly zoned: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
}

/** One rule over one statement: what is wrong with it, in words. */
export interface SqlRule {
  readonly name: string;
  readonly why: string;
  check(statement: Node, schema: Schema): readonly string[];
}
