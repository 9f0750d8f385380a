/**
 * The condition language over answers, small enough for the customer's page: the same JSON and the same law of missing values as
 * engine/condition, which a differential test holds it to. It judges clean answers, so it need not know their kinds.
 */
import type { Answers, Json } from './form.ts';
import { isBag } from './own.ts';

export type Holds = (answers: Answers) => boolean;
type Test = (left: unknown) => boolean;

interface Node {
  readonly combinator?: unknown;
  readonly not?: unknown;
  readonly rules?: readonly Node[];
  readonly field?: string;
  readonly operator?: string;
  readonly value?: unknown;
}

/** Each negative operator and the positive one whose exact complement it is. */
const NEGATES: Readonly<Record<string, string>> = {
  '!=': '=',
  notIn: 'in',
  notBetween: 'between',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  hasNot: 'has',
  hasNotAll: 'hasAll',
  null: 'notNull',
};

/** Throws on what `checkForm` refuses. */
export function compileWhen(when: Json): Holds {
  return group(when as Node);
}

function group(node: Node): Holds {
  const parts = (node.rules ?? []).map((each) => (each.rules ? group(each) : leaf(each)));
  const joined = join(parts, node.combinator === 'or');
  return node.not === true ? (answers) => !joined(answers) : joined;
}

/** An empty group holds, whatever its combinator. One and two parts, which is what occurs, cost no inner function. */
function join(parts: readonly Holds[], any: boolean): Holds {
  const [a, b] = parts;
  if (!a) return () => true;
  if (!b) return a;
  if (parts.length === 2) return any ? (answers) => a(answers) || b(answers) : (answers) => a(answers) && b(answers);
  return any ? (answers) => parts.some((part) => part(answers)) : (answers) => parts.every((part) => part(answers));
}

function leaf({ field = '', operator = '', value }: Node): Holds {
  const read = reader(field);
  const positive = NEGATES[operator];
  const test = testOf(positive ?? operator, value);
  return positive ? (answers) => !test(read(answers)) : (answers) => test(read(answers));
}

/** Ids are no names that every object answers to (`checkForm`). `answer.<id>`, `answer.<id>.<row>`; a question with rows as a whole is the lowest of them. */
function reader(field: string): (answers: Answers) => unknown {
  const [, id = '', row] = field.split('.');
  if (row !== undefined) {
    return (answers) => {
      const rows = answers[id];
      return isBag(rows) ? rows[row] : undefined;
    };
  }
  return (answers) => {
    const value = answers[id];
    return isBag(value) ? lowest(value) : value;
  };
}

export function lowest(rows: Readonly<Record<string, unknown>>): number | undefined {
  const numbers = Object.keys(rows)
    .map((row) => rows[row])
    .filter((each): each is number => typeof each === 'number');
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
}

function testOf(operator: string, value: unknown): Test {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const [a, b] = list as [number, number];
  const text = value as string;
  switch (operator) {
    case '=':
      return (left) => left === value;
    case 'in':
      return (left) => left !== undefined && list.includes(left);
    case '<':
      return (left) => typeof left === 'number' && left < a;
    case '<=':
      return (left) => typeof left === 'number' && left <= a;
    case '>':
      return (left) => typeof left === 'number' && left > a;
    case '>=':
      return (left) => typeof left === 'number' && left >= a;
    case 'between':
      return (left) => typeof left === 'number' && left >= Math.min(a, b) && left <= Math.max(a, b);
    case 'contains':
      return (left) => typeof left === 'string' && left.includes(text);
    case 'beginsWith':
      return (left) => typeof left === 'string' && left.startsWith(text);
    case 'endsWith':
      return (left) => typeof left === 'string' && left.endsWith(text);
    case 'has':
      return (left) => Array.isArray(left) && list.some((each) => left.includes(each));
    case 'hasAll':
      return (left) => Array.isArray(left) && list.every((each) => left.includes(each));
    case 'notNull':
      return (left) => left !== undefined;
    default:
      throw new Error(`answers have no operator ${operator}`);
  }
}
