/** Dates (calendar days without a zone) and instants (judged by the days of the workspace's zone). */
import type { Words } from '../../words.ts';
import { addDays, isDate, isoOf, monthDaysBetween } from '../dates.ts';
import type { Kind, Leaf } from '../kind.ts';
import { ANNIVERSARY, DATED, EQUAL, FILLED } from '../operator.ts';
import { boundBefore, boundsAfter, isSpan, type Moment, perMoment, type Span, shiftDate, type Unit } from '../span.ts';
import { all, any, call, compare, type Expr, FALSE, param } from '../sql-tree.ts';
import { scalarKind } from './scalar.ts';
import { isStored } from './source.ts';

/** What counts as a date in JSON, the same test in both evaluators: the form, not whether February has that day. */
const ISO_DATE = '^\\d{4}-\\d{2}-\\d{2}$';
const DATE_TEXT = new RegExp(ISO_DATE);
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
  form: ISO_DATE,
  units: DAYS,
  take: (left) => (typeof left === 'string' && DATE_TEXT.test(left) ? left : null),
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
    const text = dateText(left);
    if (operator === 'anniversaryWithin') {
      const monthDay = call('substr', text, { is: 'literal', value: 6 });
      return { is: 'oneOf', left: monthDay, values: anniversaries(leaf, at), as: 'text' };
    }
    return within(text, dateRange(operator, rights, leaf, at), (date) => param(date, 'text'));
  },
  turns(leaf, left, { at }, since) {
    const text = dateText(left);
    if (leaf.positive === 'anniversaryWithin') {
      const [before, after] = [anniversaries(leaf, since), anniversaries(leaf, at)];
      const turned = [
        ...before.filter((each) => !after.includes(each)),
        ...after.filter((each) => !before.includes(each)),
      ];
      const monthDay = call('substr', text, { is: 'literal', value: 6 });
      return turned.length === 0 ? FALSE : { is: 'oneOf', left: monthDay, values: turned, as: 'text' };
    }
    const [before, after] = [dateRange(leaf.positive, [], leaf, since), dateRange(leaf.positive, [], leaf, at)];
    return crossed(text, before, after, (date) => param(date, 'text'));
  },
  stored: (left) => (left.is === 'column' ? { is: 'dateText', of: left } : left),
  show: (value) => same(value),
});

/** Dates are compared as text: byte order is date order. */
const dateText = (left: Expr): Expr =>
  left.is === 'column' ? { is: 'collateC', of: { is: 'dateText', of: left } } : left;

function within<T>(left: Expr, { from, to }: { from: T | null; to: T | null }, right: (value: T) => Expr): Expr {
  return all(
    ...(from === null ? [] : [compare(left, '>=', right(from))]),
    ...(to === null ? [] : [compare(left, '<', right(to))]),
  );
}

/** What lies between the bounds of two ranges: time only moves them forward. */
function crossed<T extends string | number>(
  left: Expr,
  before: { from: T | null; to: T | null },
  after: { from: T | null; to: T | null },
  right: (value: T) => Expr,
): Expr {
  const between = (from: T | null, to: T | null): Expr =>
    from === null || to === null || from >= to ? FALSE : within(left, { from, to }, right);
  return any(between(before.from, after.from), between(before.to, after.to));
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
    case '=':
      return { from: start(a), to: start(addDays(a, 1)) };
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

/** Milliseconds in columns; in JSON the text of `isoOf`, whose byte order is the order of time. */
const ISO_INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';
const isIsoInstant = new RegExp(ISO_INSTANT);

type InstantRange = ReturnType<typeof instantRange>;

function isoRange({ from, to }: InstantRange): DateRange {
  return { from: from === null ? null : isoOf(from), to: to === null ? null : isoOf(to) };
}

/** The left side is an instant, the right sides are dates, each meaning its whole day in the zone. */
const instantScalar: Kind = scalarKind<string | number>({
  name: 'instant',
  operators: [...EQUAL, ...DATED, ...FILLED],
  json: 'string',
  form: ISO_INSTANT,
  take(left, leaf) {
    if (isStored(leaf.field)) return typeof left === 'number' ? left : null;
    return typeof left === 'string' && isIsoInstant.test(left) ? left : null;
  },
  right: (value) => (isDate(value) ? value : null),
  test(operator, rights, leaf) {
    const range = perMoment((at) => instantRange(operator, rights as string[], leaf, at));
    const texts = perMoment((at) => isoRange(range(at)));
    return (left, at) => {
      const { from, to } = typeof left === 'number' ? range(at) : texts(at);
      return (from === null || left >= from) && (to === null || left < to);
    };
  },
  quick(operator, rights, leaf) {
    if (!isStored(leaf.field)) return null;
    let known: Moment | null = null;
    let from = 0;
    let to = 0;
    return (raw, at) => {
      if (at !== known) {
        const range = instantRange(operator, rights as string[], leaf, at);
        from = range.from ?? Number.NEGATIVE_INFINITY;
        to = range.to ?? Number.POSITIVE_INFINITY;
        known = at;
      }
      return typeof raw === 'number' && raw >= from && raw < to;
    };
  },
  sql(operator, rights, leaf, left, { at }) {
    const range = instantRange(operator, rights as string[], leaf, at);
    if (isStored(leaf.field)) return within(left, range, instantParam);
    return within(left, isoRange(range), (iso) => param(iso, 'text'));
  },
  turns(leaf, left, { at }, since) {
    const [before, after] = [instantRange(leaf.positive, [], leaf, since), instantRange(leaf.positive, [], leaf, at)];
    return isStored(leaf.field)
      ? crossed(left, before, after, instantParam)
      : crossed(left, isoRange(before), isoRange(after), (iso) => param(iso, 'text'));
  },
  stored: (left) => (left.is === 'column' || left.is === 'scalar' ? { is: 'millis', of: left } : left),
  show: (value) => same(String(value)),
});

export const instantKind: Kind = {
  ...instantScalar,
  show(leaf, left, at) {
    const instant = typeof left === 'string' ? Date.parse(left) : left;
    return typeof instant === 'number' ? same(at.calendar.dateOf(instant)) : instantScalar.show(leaf, null, at);
  },
};
