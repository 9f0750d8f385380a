/**
 * The one condition format of the product: the JSON shape of react-querybuilder. It is stored as it is written, so nothing
 * here may change its meaning later; unknown keys (ids the designer adds) are kept and ignored.
 */
export interface Rule {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
}

export interface Group {
  readonly combinator: 'and' | 'or';
  /** The group as a whole is negated. */
  readonly not?: boolean;
  /** A nested group without rules holds for everybody; a root without any rule is refused by `check`. */
  readonly rules: readonly (Group | Rule)[];
}

export type Condition = Group;

/** Positions of nested rules from the root, for example [2, 0]: the first rule of the third entry. */
export type Path = readonly number[];

export const LIMITS = {
  depth: 8,
  rules: 100,
  /** Rules after the conditions of all segments mentioned are put in their place. */
  expandedRules: 500,
  listItems: 500,
  textLength: 200,
  whereRules: 10,
  eventTypes: 20,
} as const;

export function isGroup(node: Group | Rule): node is Group {
  return 'rules' in node;
}

/** Every rule in reading order: the order of leaf values and of explanations. */
export function leavesOf(condition: Group): { readonly rule: Rule; readonly path: Path }[] {
  const found: { rule: Rule; path: Path }[] = [];
  const visit = (group: Group, path: Path) => {
    group.rules.forEach((node, index) => {
      const here = [...path, index];
      if (isGroup(node)) visit(node, here);
      else found.push({ rule: node, path: here });
    });
  };
  visit(condition, []);
  return found;
}

/** A text PostgreSQL can hold and a designer may send: no NUL, no half of a surrogate pair, not empty, not long. */
export function isText(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= LIMITS.textLength &&
    !value.includes('\0') &&
    !/\p{Surrogate}/u.test(value)
  );
}
