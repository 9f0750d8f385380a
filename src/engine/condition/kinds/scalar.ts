/** What the kinds of single values share: they differ in type, operators, and how one operator is tested and written as SQL. */
import type { Words } from '../../words.ts';
import type { Facts } from '../facts.ts';
import type { Finding, Kind, Leaf, SqlEnv } from '../kind.ts';
import { MOVING, type OperatorOf } from '../operator.ts';
import { glue, sayComparison, sayList } from '../phrase.ts';
import { isSpan, type Moment, saySpan, type Span, type Unit } from '../span.ts';
import { type Expr, FALSE } from '../sql-tree.ts';
import { type JsonType, readCustomer, sourceSql } from './source.ts';

export interface Scalar<T> {
  readonly name: string;
  readonly operators: readonly OperatorOf[];
  readonly json: JsonType;
  /** The value when it is of this kind, else null: a wrong type counts as missing. */
  readonly take: (left: unknown, leaf: Leaf) => T | null;
  /** One right side of this kind, or null when it is none. */
  readonly right: (value: unknown, leaf: Leaf) => T | null;
  readonly test: (operator: string, rights: readonly T[], leaf: Leaf) => (left: T, at: Moment) => boolean;
  /** The same on a raw value, where it can be judged without `take`; null where it cannot. */
  readonly quick?: (
    operator: string,
    rights: readonly T[],
    leaf: Leaf,
  ) => ((raw: unknown, at: Moment) => boolean) | null;
  readonly sql: (operator: string, rights: readonly T[], leaf: Leaf, left: Expr, env: SqlEnv) => Expr;
  /** For values in JSON: NULL also where the text is not of the form that `take` accepts. */
  readonly form?: string;
  /** Rows that a moving operator (`MOVING`) may judge differently at the two moments. */
  readonly turns?: (leaf: Leaf, left: Expr, env: SqlEnv, since: Moment) => Expr;
  /** As it goes into the stored reasons. */
  readonly stored?: (left: Expr) => Expr;
  readonly show: (value: T, leaf: Leaf) => Words;
  readonly units?: readonly Unit[];
}

export function scalarKind<T>(scalar: Scalar<T>): Kind {
  const left = (leaf: Leaf): Expr => {
    const raw = sourceSql(leaf.field, scalar.json);
    if (scalar.form === undefined || raw.is !== 'typed') return raw;
    return { is: 'collateC', of: { is: 'when', test: { is: 'matches', left: raw, pattern: scalar.form }, then: raw } };
  };
  const test: Kind['test'] = (leaf) => {
    if (leaf.positive === 'notNull') return (value) => scalar.take(value, leaf) !== null;
    const rights = rightsOf(scalar, leaf);
    const quick = scalar.quick?.(leaf.positive, rights, leaf);
    if (quick) return quick;
    const holds = scalar.test(leaf.positive, rights, leaf);
    return (value, at) => {
      const taken = scalar.take(value, leaf);
      return taken !== null && holds(taken, at);
    };
  };
  return {
    name: scalar.name,
    operators: scalar.operators,
    check: (leaf) => checkValue(scalar, leaf),
    read: (leaf) => {
      const read = readCustomer(leaf.field);
      return (facts: Facts) => scalar.take(read(facts), leaf);
    },
    test,
    predicate(leaf) {
      const read = readCustomer(leaf.field);
      const holds = test(leaf);
      return (facts, at) => holds(read(facts), at);
    },
    sql: (leaf, env) => {
      if (leaf.positive === 'notNull') return { is: 'notNull', of: left(leaf) };
      return scalar.sql(leaf.positive, rightsOf(scalar, leaf), leaf, left(leaf), env);
    },
    left: (leaf) => (scalar.stored ? scalar.stored(left(leaf)) : left(leaf)),
    say: (leaf) => sayScalar(scalar, leaf),
    show: (leaf, value) => {
      const taken = scalar.take(value, leaf);
      return taken === null ? { zh: '未填写', en: 'missing' } : scalar.show(taken, leaf);
    },
    turns: (leaf, env, since) =>
      scalar.turns && MOVING.has(leaf.positive) ? scalar.turns(leaf, left(leaf), env, since) : FALSE,
    needs: ({ field: { name, source }, positive }) => {
      const clock = MOVING.has(positive);
      if (source.from === 'column') return { columns: new Set([source.column]), clock };
      if (source.from === 'attribute') return { attributes: new Set([source.key]), clock };
      if (source.from === 'row') return { more: new Set([name]), clock };
      return { clock };
    },
  };
}

function rightsOf<T>(scalar: Scalar<T>, leaf: Leaf): readonly T[] {
  const { value, operator } = leaf;
  if (operator.value === 'none' || operator.value === 'span') return [];
  const values: unknown[] = operator.value === 'one' ? [value] : Array.isArray(value) ? value : [];
  return values.map((each) => scalar.right(each, leaf)).filter((each): each is T & ({} | null) => each !== null) as T[];
}

function checkValue<T>(scalar: Scalar<T>, leaf: Leaf): readonly Finding[] {
  const { value, operator } = leaf;
  const wrong: Finding = {
    code: 'value_type',
    words: { zh: `「${leaf.field.label.zh}」的值类型不对`, en: `the value does not fit ${leaf.field.label.en}` },
  };
  switch (operator.value) {
    case 'none':
      return [];
    case 'one':
      if (value === undefined || value === null || value === '') return [missing(leaf)];
      return scalar.right(value, leaf) === null ? [wrong] : [];
    case 'many':
      if (!Array.isArray(value) || value.length === 0) return [missing(leaf)];
      return value.length <= 500 && value.every((each) => scalar.right(each, leaf) !== null) ? [] : [wrong];
    case 'pair':
      if (!Array.isArray(value) || value.length !== 2) return [missing(leaf)];
      return value.every((each) => scalar.right(each, leaf) !== null) ? [] : [wrong];
    case 'span':
      return isSpan(value, scalar.units)
        ? []
        : [{ code: 'value_range', words: { zh: '时间长度不对', en: 'not a length of time' } }];
    default:
      return [wrong];
  }
}

export function missing(leaf: Leaf): Finding {
  return {
    code: 'value_missing',
    words: { zh: `「${leaf.field.label.zh}」还没有填值`, en: `${leaf.field.label.en} has no value yet` },
  };
}

const EQUAL_WORDS: Readonly<Record<string, Words>> = {
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
  in: { zh: '是', en: 'is' },
  notIn: { zh: '不是', en: 'is not' },
};

/** `会员等级是「贵宾」或「金卡」`: the rule as a clause. */
function sayScalar<T>(scalar: Scalar<T>, leaf: Leaf): Words {
  const { field, operator, value } = leaf;
  const clause = (zh: string, en: string): Words => ({ zh: glue(field.label.zh, zh), en: `${field.label.en} ${en}` });
  if (operator.value === 'none') return clause(operator.label.zh, operator.label.en);
  if (operator.value === 'span' && isSpan(value)) return saySpanClause(operator.name, value, clause);
  const rights = rightsOf(scalar, leaf).map((right) => scalar.show(right, leaf));
  if (scalar.name === 'number' && operator.value !== 'many') {
    const compared = sayComparison(operator.name, rights);
    return clause(compared.zh, `is ${compared.en}`);
  }
  const [low, high] = rights;
  if (operator.value === 'pair' && low && high) {
    const not = operator.negates === undefined ? { zh: '在', en: 'is' } : { zh: '不在', en: 'is not' };
    return clause(glue(not.zh, low.zh, '至', high.zh, '之间'), `${not.en} between ${low.en} and ${high.en}`);
  }
  const verb = EQUAL_WORDS[operator.name] ?? operator.label;
  const list = sayList(rights, 'or');
  return clause(glue(verb.zh, list.zh), `${verb.en} ${list.en}`);
}

function saySpanClause(operator: string, value: Span, clause: (zh: string, en: string) => Words): Words {
  const span = saySpan(value);
  switch (operator) {
    case 'olderThan':
      return clause(`距今至少 ${span.zh}`, `was at least ${span.en} ago`);
    case 'within':
      return clause(`在最近 ${span.zh}内`, `is within the last ${span.en}`);
    case 'dueWithin':
      return clause(`在未来 ${span.zh}内`, `is within the next ${span.en}`);
    default:
      return clause(`的周年日在未来 ${span.zh}内`, `has its anniversary within the next ${span.en}`);
  }
}
