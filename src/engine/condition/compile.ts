/** One condition, two evaluators: a closure over one customer's facts and a SQL tree over all customers. */
import { type Group, isGroup, leavesOf } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import type { Predicate, Read } from './facts.ts';
import type { SqlEnv } from './kind.ts';
import { type KnownLeaf, leafOf } from './leaf.ts';
import type { Moment } from './span.ts';
import { all, any, type Expr, FALSE, negate } from './sql-tree.ts';

/** Compiles once, judges many times. Throws ConditionError on what `check` refuses. */
export function toPredicate(condition: Group, catalogue: Catalogue): Predicate {
  return predicateOfGroup(condition, catalogue, []);
}

export function predicateOfGroup(group: Group, catalogue: Catalogue, trail: readonly string[]): Predicate {
  const parts = group.rules.map((node) =>
    isGroup(node) ? predicateOfGroup(node, catalogue, trail) : predicateOfLeaf(leafOf(node, catalogue, trail)),
  );
  const joined = parts.length === 0 ? () => true : join(parts, group.combinator);
  return group.not ? (facts, at) => !joined(facts, at) : joined;
}

/** Unrolled for the sizes that occur: a loop over closures costs a third more. */
function join(parts: readonly Predicate[], combinator: Group['combinator']): Predicate {
  const [a, b, c] = parts as [Predicate, Predicate, Predicate];
  const whole = combinator === 'and';
  switch (parts.length) {
    case 1:
      return a;
    case 2:
      return whole ? (facts, at) => a(facts, at) && b(facts, at) : (facts, at) => a(facts, at) || b(facts, at);
    case 3:
      return whole
        ? (facts, at) => a(facts, at) && b(facts, at) && c(facts, at)
        : (facts, at) => a(facts, at) || b(facts, at) || c(facts, at);
    default: {
      const rest = join(parts.slice(3), combinator);
      return whole
        ? (facts, at) => a(facts, at) && b(facts, at) && c(facts, at) && rest(facts, at)
        : (facts, at) => a(facts, at) || b(facts, at) || c(facts, at) || rest(facts, at);
    }
  }
}

function predicateOfLeaf(leaf: KnownLeaf): Predicate {
  const positive = leaf.kind.predicate?.(leaf) ?? readAndTest(leaf);
  return leaf.operator.negates === undefined ? positive : (facts, at) => !positive(facts, at);
}

function readAndTest(leaf: KnownLeaf): Predicate {
  const read = leaf.kind.read(leaf);
  const test = leaf.kind.test(leaf);
  return (facts, at) => test(read(facts, at), at);
}

/** A condition on customer rows aliased `c`. */
export function toSql(condition: Group, catalogue: Catalogue, env: SqlEnv): Expr {
  return sqlOfGroup(condition, catalogue, env, []);
}

export function sqlOfGroup(group: Group, catalogue: Catalogue, env: SqlEnv, trail: readonly string[]): Expr {
  const parts = group.rules.map((node) => {
    if (isGroup(node)) return sqlOfGroup(node, catalogue, env, trail);
    const leaf = leafOf(node, catalogue, trail);
    const holds = leaf.kind.sql(leaf, env);
    return leaf.operator.negates === undefined ? holds : negate(holds);
  });
  // An empty group holds for everybody, whatever its combinator; only a root must not be empty.
  const joined = parts.length === 0 || group.combinator === 'and' ? all(...parts) : any(...parts);
  return group.not ? negate(joined) : joined;
}

/**
 * Customers for whom the condition may have changed between `since` and `env.at` by the clock or by events dated in between: a superset, found
 * through the newly due window instead of looking at everybody. Changes of attributes and tags are not in it: whoever writes them knows whom.
 */
export function mayHaveTurned(condition: Group, catalogue: Catalogue, env: SqlEnv, since: Moment): Expr {
  return turnsOfGroup(condition, catalogue, env, since, []);
}

export function turnsOfGroup(
  group: Group,
  catalogue: Catalogue,
  env: SqlEnv,
  since: Moment,
  trail: readonly string[],
): Expr {
  return any(
    ...group.rules.map((node) => {
      if (isGroup(node)) return turnsOfGroup(node, catalogue, env, since, trail);
      const leaf = leafOf(node, catalogue, trail);
      return leaf.kind.turns?.(leaf, env, since) ?? FALSE;
    }),
  );
}

/** The left value of each leaf, in the order of `leavesOf`, as one jsonb array over customer row `c`. */
export function leafValues(condition: Group, catalogue: Catalogue, env: SqlEnv): Expr {
  const values = leavesOf(condition).map(({ rule }) => {
    const leaf = leafOf(rule, catalogue, []);
    return leaf.kind.left(leaf, env);
  });
  return { is: 'jsonArray', of: values };
}

/** The left value of each leaf from one customer's facts: what `leafValues` selects. */
export function readLeaves(condition: Group, catalogue: Catalogue): Read<unknown[]> {
  const reads = leavesOf(condition).map(({ rule }) => {
    const leaf = leafOf(rule, catalogue, []);
    return leaf.kind.read(leaf);
  });
  return (facts, at) => reads.map((read) => read(facts, at));
}
