import type { Rule } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import type { Kind, Leaf } from './kind.ts';
import { ConditionError, type ProblemCode } from './problem.ts';

export interface KnownLeaf extends Leaf {
  readonly kind: Kind;
}

/** Finds the catalogue entries of a rule. Throws on what `check` would have refused. */
export function leafOf(rule: Rule, catalogue: Catalogue, trail: readonly string[]): KnownLeaf {
  const field = catalogue.field.get(rule.field);
  const kind = field && catalogue.kind.get(field.kind);
  const operator = kind?.operators.find((each) => each.name === rule.operator);
  if (!field || !kind) throw unknown('unknown_field', rule.field);
  if (!operator) throw unknown('unknown_operator', `${rule.field} ${rule.operator}`);
  return { field, kind, operator, positive: operator.negates ?? operator.name, value: rule.value, catalogue, trail };
}

function unknown(code: ProblemCode, what: string): ConditionError {
  return new ConditionError([{ path: [], code, words: { zh: `无法识别：${what}`, en: `not known: ${what}` } }]);
}
