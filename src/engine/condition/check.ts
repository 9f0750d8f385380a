import { type Group, isGroup, LIMITS, type Path, type Rule } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import type { Finding, Leaf } from './kind.ts';
import type { Problem } from './problem.ts';

/** Everything that is wrong with a condition, each with its place; empty when it can be compiled. Takes any JSON. */
export function check(condition: unknown, catalogue: Catalogue): Problem[] {
  const problems: Problem[] = [];
  const budget = { rules: 0 };
  if (!isGroupLike(condition)) return [notACondition([])];
  checkGroup(condition, [], catalogue, [], budget, problems);
  // Empty groups inside do not make it less empty.
  if (budget.rules === 0 && problems.length === 0) {
    problems.push({
      path: [],
      code: 'empty_root',
      words: { zh: '条件是空的：会命中所有人', en: 'the condition is empty: it would hold for everybody' },
    });
  }
  return problems;
}

function isGroupLike(node: unknown): node is Group {
  if (typeof node !== 'object' || node === null || !('rules' in node) || !Array.isArray(node.rules)) return false;
  const { combinator, not } = node as { combinator?: unknown; not?: unknown };
  return (combinator === 'and' || combinator === 'or') && (not === undefined || typeof not === 'boolean');
}

function notACondition(path: Path): Problem {
  return { path, code: 'not_a_condition', words: { zh: '这里不是条件', en: 'this is not a condition' } };
}

function checkGroup(
  group: Group,
  path: Path,
  catalogue: Catalogue,
  trail: readonly string[],
  budget: { rules: number },
  problems: Problem[],
): void {
  if (path.length >= LIMITS.depth) {
    problems.push({
      path,
      code: 'too_deep',
      words: { zh: `嵌套最多 ${LIMITS.depth} 层`, en: `at most ${LIMITS.depth} levels` },
    });
    return;
  }
  for (const [index, node] of group.rules.entries()) {
    const here = [...path, index];
    if (isGroupLike(node)) checkGroup(node, here, catalogue, trail, budget, problems);
    else if (isRuleLike(node)) {
      budget.rules += 1;
      if (budget.rules === LIMITS.rules + 1 && trail.length === 0) {
        problems.push({
          path: here,
          code: 'too_many_rules',
          words: { zh: `最多 ${LIMITS.rules} 条`, en: `at most ${LIMITS.rules} rules` },
        });
      }
      if (budget.rules > LIMITS.expandedRules) return;
      problems.push(...checkRule(node, catalogue, trail, budget).map((finding) => ({ ...finding, path: here })));
    } else problems.push(notACondition(here));
  }
}

/** A designer may offer to compare a field with a field (`valueSource`); the language compares with values only. */
function isRuleLike(node: unknown): node is Rule {
  return (
    typeof node === 'object' &&
    node !== null &&
    typeof (node as Rule).field === 'string' &&
    typeof (node as Rule).operator === 'string' &&
    ((node as { valueSource?: unknown }).valueSource ?? 'value') === 'value' &&
    !isGroup(node as Rule)
  );
}

function checkRule(rule: Rule, catalogue: Catalogue, trail: readonly string[], budget: { rules: number }): Finding[] {
  const field = catalogue.field.get(rule.field);
  const kind = field && catalogue.kind.get(field.kind);
  if (!field || !kind)
    return [
      { code: 'unknown_field', words: { zh: `没有字段「${rule.field}」`, en: `there is no field ${rule.field}` } },
    ];
  const operator = kind.operators.find((each) => each.name === rule.operator);
  if (!operator) {
    const names = kind.operators.map((each) => each.name).join(', ');
    return [
      {
        code: 'unknown_operator',
        words: {
          zh: `「${field.label.zh}」不能用 ${rule.operator}，可用：${names}`,
          en: `${field.label.en} takes no ${rule.operator}; it takes ${names}`,
        },
      },
    ];
  }
  const leaf: Leaf = {
    field,
    operator,
    positive: operator.negates ?? operator.name,
    value: rule.value,
    catalogue,
    trail,
  };
  const found = [...kind.check(leaf)];
  if (found.length === 0 && field.kind === 'segment') found.push(...checkInside(leaf, budget));
  return found;
}

/** The conditions of the segments mentioned are put in place, so they are looked at too: circles and size. */
function checkInside(leaf: Leaf, budget: { rules: number }): Finding[] {
  const ids = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as string[];
  return ids.flatMap((id) => {
    const condition = leaf.catalogue.segment.get(id)?.condition;
    if (!condition) return [];
    const inner: Problem[] = [];
    checkGroup(condition, [], leaf.catalogue, [...leaf.trail, id], budget, inner);
    if (budget.rules > LIMITS.expandedRules) {
      return [
        {
          code: 'too_many_rules' as const,
          words: { zh: '引用的分群太多太大', en: 'the segments mentioned are too large together' },
        },
      ];
    }
    return inner.filter((each) => each.code === 'segment_cycle').map(({ code, words }) => ({ code, words }));
  });
}
