/** Dates (calendar days without a zone) and instants (judged by the days of the workspace's zone). */
import type { Words } from '../../words.ts';
import { addDays, isDate, monthDaysBetween } from '../dates.ts';
import type { Kind, Leaf } from '../kind.ts';
import { ANNIVERSARY, DATED, EQUAL, FILLED } from '../operator.ts';
import { boundBefore, boundsAfter, isSpan, type Moment, perMoment, type Span, shiftDate, type Unit } from '../span.ts';
import { all, call, compare, type Expr, param } from '../sql-tree.ts';
import { scalarKind } from './scalar.ts';

const DAYS: readonly Unit[] = ['day', 'week', 'month', 'year'];
const spanOf = (leaf: Leaf): Span => (isSpan(leaf.value) ? leaf.value : { n: 1, unit: 'day' });
const same = (text: string): Words => ({ zh: text, en: text });

/** A half-open range of dates in which the operator holds; null is unbounded. */
type DateRange = { readonly from: string | null; readonly to: string | null };

function dateRange(operator: string, rights: readonly string[], leaf: Leaf, at: Moment): DateRange {
  const [a = '', b = ''] = rights;
  const today = at.calendar.dateOf(at.now);
  switch (operator) {
    case '=':
      return { from: a, to: addDays(a, 1) };
    case '<':
      return { from: null, to: a };
    case '<=':
      return { from: null, to: addDays(a, 1) };
    case '>':
      return { from: addDays(a, 1), to: null };
    case '>=':
      return { from: a, to: null };
    case 'between':
      return a <= b ? { from: a, to: addDays(b, 1) } : { from: b, to: addDays(a, 1) };
    case 'olderThan':
      return { from: null, to: addDays(shiftDate(today, spanOf(leaf), -1), 1) };
    case 'within':
      return { from: addDays(shiftDate(today, spanOf(leaf), -1), 1), to: addDays(today, 1) };
    case 'dueWithin':
      return { from: today, to: addDays(shiftDate(today, spanOf(leaf), 1), 1) };
    default:
      throw new Error(`date has no operator ${operator}`);
  }
}

function anniversaries(leaf: Leaf, at: Moment): readonly string[] {
  const today = at.calendar.dateOf(at.now);
  return monthDaysBetween(today, shiftDate(today, spanOf(leaf), 1));
}

export const dateKind: Kind = scalarKind<string>({
  name: 'date',
  operators: [...EQUAL, ...DATED, ANNIVERSARY, ...FILLED],
  json: 'string',
  units: DAYS,
  take: (left) => (isDate(left) ? left : null),
  right: (value) => (isDate(value) ? value : null),
  test(operator, rights, leaf) {
    if (operator === 'anniversaryWithin') {
      const days = perMoment((at) => new Set(anniversaries(leaf, at)));
      return (left, at) => days(at).has(left.slice(5));
    }
    const range = perMoment((at) => dateRange(operator, rights, leaf, at));
    return (left, at) => {
      const { from, to } = range(at);
      return (from === null || left >= from) && (to === null || left < to);
    };
  },
  sql(operator, rights, leaf, left, { at }) {
    const text = dateText(leaf, left);
    if (operator === 'anniversaryWithin') {
      const monthDay = call('substr', text, param(6, 'int8'));
      return { is: 'oneOf', left: monthDay, values: anniversaries(leaf, at), as: 'text' };
    }
    return within(text, dateRange(operator, rights, leaf, at), (date) => param(date, 'text'));
  },
  stored: (left) => (left.is === 'typed' ? left : { is: 'dateText', of: left }),
  show: (value) => same(value),
});

/** Dates of JSON are text already; only well-formed ones count. Byte order is date order. */
function dateText(leaf: Leaf, left: Expr): Expr {
  if (leaf.field.source.from === 'column') return { is: 'collateC', of: { is: 'dateText', of: left } };
  const wellFormed: Expr = { is: 'matches', left, pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
  return { is: 'collateC', of: { is: 'when', test: wellFormed, then: left } };
}

function within<T>(left: Expr, { from, to }: { from: T | null; to: T | null }, right: (value: T) => Expr): Expr {
  return all(
    ...(from === null ? [] : [compare(left, '>=', right(from))]),
    ...(to === null ? [] : [compare(left, '<', right(to))]),
  );
}

/** A half-open range of instants in milliseconds. */
function instantRange(
  operator: string,
  rights: readonly string[],
  leaf: Leaf,
  at: Moment,
): { from: number | null; to: number | null } {
  const start = at.calendar.startOfDate;
  const [a = '', b = ''] = rights;
  const [low, high] = a <= b ? [a, b] : [b, a];
  switch (operator) {
    case '<':
      return { from: null, to: start(a) };
    case '<=':
      return { from: null, to: start(addDays(a, 1)) };
    case '>':
      return { from: start(addDays(a, 1)), to: null };
    case '>=':
      return { from: start(a), to: null };
    case 'between':
      return { from: start(low), to: start(addDays(high, 1)) };
    case 'olderThan':
      return { from: null, to: boundBefore(at, spanOf(leaf)) };
    case 'within':
      return { from: boundBefore(at, spanOf(leaf)), to: at.now + 1 };
    case 'dueWithin':
      return boundsAfter(at, spanOf(leaf));
    default:
      throw new Error(`instant has no operator ${operator}`);
  }
}

export const instantParam = (ms: number): Expr => param(ms, 'timestamptz');

interface Instant {
  readonly ms: number;
}

export const instantKind: Kind = instantOnDates();

/** The left side is an instant, the right sides are dates: two types, so the scalar is told apart by `date`. */
function instantOnDates(): Kind {
  const base = scalarKind<string | Instant>({
    name: 'instant',
    operators: [...DATED, ...FILLED],
    json: 'string',
    take: (left) => (typeof left === 'number' && Number.isFinite(left) ? { ms: left } : null),
    right: (value) => (isDate(value) ? value : null),
    test(operator, rights, leaf) {
      const range = perMoment((at) => instantRange(operator, rights as string[], leaf, at));
      return (left, at) => {
        const { from, to } = range(at);
        const { ms } = left as Instant;
        return (from === null || ms >= from) && (to === null || ms < to);
      };
    },
    sql: (operator, rights, leaf, left, { at }) =>
      within(left, instantRange(operator, rights as string[], leaf, at), instantParam),
    stored: (left) => ({ is: 'millis', of: left }),
    show: (value) => same(typeof value === 'string' ? value : ''),
  });
  return {
    ...base,
    show: (_leaf, left, at) =>
      typeof left === 'number' ? same(at.calendar.dateOf(left)) : { zh: '未填写', en: 'missing' },
    read: (leaf) => {
      const { source } = leaf.field;
      if (source.from !== 'column') throw new Error(`field ${leaf.field.name}: instants are columns`);
      return (facts) => facts.customer[source.column] ?? null;
    },
  };
}
