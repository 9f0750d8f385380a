import type { Words } from '../words.ts';
import type { Catalogue, Field } from './catalogue.ts';
import type { Predicate, Read } from './facts.ts';
import type { Needs } from './needs.ts';
import type { OperatorOf } from './operator.ts';
import type { Problem } from './problem.ts';
import type { Moment } from './span.ts';
import type { Expr } from './sql-tree.ts';

/** One rule with its catalogue entry. `operator` is as written; `positive` is the operator a kind implements. */
export interface Leaf {
  readonly field: Field;
  readonly operator: OperatorOf;
  readonly positive: string;
  readonly value: unknown;
  readonly catalogue: Catalogue;
  /** Segments whose conditions are being put in place around this leaf, outermost first. */
  readonly trail: readonly string[];
}

export interface SqlEnv {
  readonly workspace: string;
  readonly at: Moment;
}

export type Finding = Omit<Problem, 'path'>;

/**
 * A leaf kind: everything the language knows about one type of field. `sql`, `test` and `predicate` are about the POSITIVE operator; the
 * compilers negate. `test` judges the left value that `read` gives and that `left` selects, so a stored value explains itself.
 */
export interface Kind {
  readonly name: string;
  readonly operators: readonly OperatorOf[];
  check(leaf: Leaf): readonly Finding[];
  /** The left value of one customer: JSON, null when missing. */
  read(leaf: Leaf): Read<unknown>;
  test(leaf: Leaf): (left: unknown, at: Moment) => boolean;
  /** A faster way to `test(read(...))`, where one is worth it. */
  predicate?(leaf: Leaf): Predicate;
  /** A condition on customer row `c`; NULL counts as false. */
  sql(leaf: Leaf, env: SqlEnv): Expr;
  /** The left value as an expression on customer row `c`, fit for jsonb_build_array. */
  left(leaf: Leaf, env: SqlEnv): Expr;
  /** The rule as a clause, for the operator as written. */
  say(leaf: Leaf): Words;
  /** The left value for a person to read; `at` is when it was judged. */
  show(leaf: Leaf, left: unknown, at: Moment): Words;
  needs?(leaf: Leaf): Partial<Needs>;
  /**
   * Customers whose truth of this leaf may have changed between `since` and `env.at` by the clock or by events dated in between: a superset.
   * Absent: time alone never changes it.
   */
  turns?(leaf: Leaf, env: SqlEnv, since: Moment): Expr;
}
