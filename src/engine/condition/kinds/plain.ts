/** Text, choice, number and yes/no. */
import type { Words } from '../../words.ts';
import { isText } from '../ast.ts';
import { quote, sayNumber } from '../phrase.ts';
import type { Leaf } from '../kind.ts';
import { CONTAINING, EQUAL, FILLED, LISTED, ORDERED } from '../operator.ts';
import { compare, type Expr, param } from '../sql-tree.ts';
import { scalarKind } from './scalar.ts';

const same = (text: string): Words => ({ zh: text, en: text });
const takeText = (left: unknown): string | null => (typeof left === 'string' ? left : null);
const rightText = (value: unknown): string | null => (isText(value) ? value : null);

function testText(operator: string, rights: readonly string[]): (left: string) => boolean {
  const [right = ''] = rights;
  switch (operator) {
    case '=':
      return (left) => left === right;
    case 'in': {
      const among = new Set(rights);
      return (left) => among.has(left);
    }
    case 'contains':
      return (left) => left.includes(right);
    case 'beginsWith':
      return (left) => left.startsWith(right);
    case 'endsWith':
      return (left) => left.endsWith(right);
    default:
      throw new Error(`text has no operator ${operator}`);
  }
}

/** Equal to a text means being one: a value of another type is not equal anyway. */
function quickText(operator: string, rights: readonly string[]): ((raw: unknown) => boolean) | null {
  const [a, b] = rights;
  if (operator === '=') return (raw) => raw === a;
  if (operator !== 'in') return null;
  if (rights.length === 1) return (raw) => raw === a;
  if (rights.length === 2) return (raw) => raw === a || raw === b;
  const among = new Set<unknown>(rights);
  return (raw) => among.has(raw);
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);

function sqlText(operator: string, rights: readonly string[], left: Expr): Expr {
  const [right = ''] = rights;
  switch (operator) {
    case '=':
      return compare(left, '=', param(right, 'text'));
    case 'in':
      return { is: 'oneOf', left, values: rights, as: 'text' };
    case 'contains':
      return { is: 'like', left, pattern: `%${escapeLike(right)}%` };
    case 'beginsWith':
      return { is: 'like', left, pattern: `${escapeLike(right)}%` };
    case 'endsWith':
      return { is: 'like', left, pattern: `%${escapeLike(right)}` };
    default:
      throw new Error(`text has no operator ${operator}`);
  }
}

export const textKind = scalarKind<string>({
  name: 'text',
  operators: [...EQUAL, ...LISTED, ...CONTAINING, ...FILLED],
  json: 'string',
  take: takeText,
  right: rightText,
  test: testText,
  quick: quickText,
  sql: (operator, rights, _leaf, left) => sqlText(operator, rights, left),
  show: quote,
});

const choiceLabel = (value: string, leaf: Leaf): Words =>
  leaf.field.choices?.find((each) => each.value === value)?.label ?? same(value);

export const choiceKind = scalarKind<string>({
  name: 'choice',
  operators: [...EQUAL, ...LISTED, ...FILLED],
  json: 'string',
  take: takeText,
  right: (value, leaf) => {
    const text = rightText(value);
    return text !== null && (!leaf.field.choices || leaf.field.choices.some((each) => each.value === text))
      ? text
      : null;
  },
  test: testText,
  quick: quickText,
  sql: (operator, rights, _leaf, left) => sqlText(operator, rights, left),
  show: (value, leaf) => quote(choiceLabel(value, leaf)),
});

const takeNumber = (left: unknown): number | null => (typeof left === 'number' && Number.isFinite(left) ? left : null);
/** Beyond this a sum in ten-thousandths would no longer be exact. */
const rightNumber = (value: unknown): number | null =>
  typeof value === 'number' && Math.abs(value) <= 9e11 ? value : null;

/** `between` includes both ends, whichever comes first. */
function testNumber(operator: string, rights: readonly number[]): (left: number) => boolean {
  const [a = 0, b = 0] = rights;
  switch (operator) {
    case '=':
      return (left) => left === a;
    case 'in': {
      const among = new Set(rights);
      return (left) => among.has(left);
    }
    case '<':
      return (left) => left < a;
    case '<=':
      return (left) => left <= a;
    case '>':
      return (left) => left > a;
    case '>=':
      return (left) => left >= a;
    case 'between':
      return (left) => left >= Math.min(a, b) && left <= Math.max(a, b);
    default:
      throw new Error(`number has no operator ${operator}`);
  }
}

export function sqlNumber(operator: string, rights: readonly number[], left: Expr): Expr {
  const [a = 0, b = 0] = rights;
  if (operator === 'in') return { is: 'oneOf', left, values: rights, as: 'numeric' };
  if (operator === 'between') {
    return {
      is: 'all',
      of: [
        compare(left, '>=', param(Math.min(a, b), 'numeric')),
        compare(left, '<=', param(Math.max(a, b), 'numeric')),
      ],
    };
  }
  return compare(left, operator as '=', param(a, 'numeric'));
}

/** JSON and the database hold finite numbers only, so a number needs no further look. */
function quickNumber(operator: string, [a = 0]: readonly number[]): ((raw: unknown) => boolean) | null {
  switch (operator) {
    case '=':
      return (raw) => raw === a;
    case '<':
      return (raw) => typeof raw === 'number' && raw < a;
    case '<=':
      return (raw) => typeof raw === 'number' && raw <= a;
    case '>':
      return (raw) => typeof raw === 'number' && raw > a;
    case '>=':
      return (raw) => typeof raw === 'number' && raw >= a;
    default:
      return null;
  }
}

export { testNumber };

export const numberKind = scalarKind<number>({
  name: 'number',
  operators: [...EQUAL, ...LISTED, ...ORDERED, ...FILLED],
  json: 'number',
  take: takeNumber,
  right: rightNumber,
  test: testNumber,
  quick: quickNumber,
  sql: (operator, rights, _leaf, left) => sqlNumber(operator, rights, left),
  show: (value, leaf) => sayNumber(value, leaf.field.unit),
});

export const booleanKind = scalarKind<boolean>({
  name: 'boolean',
  operators: [...EQUAL, ...FILLED],
  json: 'boolean',
  take: (left) => (typeof left === 'boolean' ? left : null),
  right: (value) => (typeof value === 'boolean' ? value : null),
  test:
    (_operator, [right]) =>
    (left) =>
      left === right,
  quick:
    (_operator, [right]) =>
    (raw) =>
      raw === right,
  sql: (_operator, [right], _leaf, left) => compare(left, '=', param(right, 'boolean')),
  show: (value) => (value ? { zh: '“是”', en: '“yes”' } : { zh: '“否”', en: '“no”' }),
});
