/** Counts, sums and times of events. */
import type { Finding, Kind, Leaf, SqlEnv } from '../kind.ts';
import { instantParam } from '../kinds/times.ts';
import { sqlNumber, testNumber } from '../kinds/plain.ts';
import { sayNumber } from '../phrase.ts';
import { amountUnit, sayNumberMeasure, sayTime, showTime } from './say.ts';
import { counted, MOVING, SINCE } from '../operator.ts';
import { boundBefore, isSpan, type Moment, perMoment, UNITS, type Unit } from '../span.ts';
import { all, any, call, compare, type Expr, member, param } from '../sql-tree.ts';
import { type Measure, measureKey } from './measure.ts';
import { customersBetween, customersWith, measureOfCustomer } from './query.ts';
import { readMeasure } from './read.ts';
import { checkEventValue, measureOf, numbersOf, spanIn, valueOf } from './value.ts';

function needsOf(measure: Measure) {
  const clock =
    measure.window !== undefined ||
    measure.of === 'first' ||
    measure.of === 'last' ||
    measure.where.some((rule) => MOVING.has(rule.operator));
  return { events: new Set(measure.events), measures: new Map([[measureKey(measure), measure]]), clock };
}

/** News since then, and events that have left the window meanwhile. */
function turnsOfCount(leaf: Leaf, of: Measure['of'], env: SqlEnv, since: Moment): Expr {
  const measure = measureOf(leaf, of);
  const news = member(customersBetween(leaf.catalogue, measure, env, since.now + 1, env.at.now));
  const { window } = measure;
  if (!window) return news;
  const [before, after] = [boundBefore(since, window), boundBefore(env.at, window)];
  if (before >= after) return news;
  return any(news, member(customersBetween(leaf.catalogue, measure, env, before, after - 1)));
}

/** News since then, and customers whose first or last event has meanwhile grown as old as asked for. */
function turnsOfTime(leaf: Leaf, of: Measure['of'], env: SqlEnv, since: Moment): Expr {
  const measure = measureOf(leaf, of);
  const news = member(customersBetween(leaf.catalogue, measure, env, since.now + 1, env.at.now));
  if (leaf.positive === 'ever') return news;
  const [before, after] = [boundBefore(since, spanIn(leaf)), boundBefore(env.at, spanIn(leaf))];
  if (before >= after) return news;
  const grown = (value: Expr): Expr =>
    all(compare(value, '>=', instantParam(before)), compare(value, '<', instantParam(after)));
  return any(news, member(customersWith(leaf.catalogue, measure, env, grown)));
}

function numberMeasure(of: 'count' | 'sum'): Kind {
  const zeroHolds = (leaf: Leaf): boolean => testNumber(leaf.positive, numbersOf(leaf))(0);
  return {
    name: of === 'count' ? 'event_count' : 'event_sum',
    operators: counted(of === 'count' ? 'eventCount' : 'eventSum'),
    check(leaf): readonly Finding[] {
      const wanted = leaf.positive === 'between' ? 2 : 1;
      const found = checkEventValue(leaf);
      if (numbersOf(leaf).length !== wanted)
        found.push({ code: 'value_missing', words: { zh: '还没有填数字', en: 'the number is missing' } });
      return found;
    },
    read: (leaf) => readMeasure(leaf.catalogue, measureOf(leaf, of)),
    test(leaf) {
      const holds = testNumber(leaf.positive, numbersOf(leaf));
      return (left) => holds(typeof left === 'number' ? left : 0);
    },
    /** An operator that zero fulfils is the complement of one it does not: customers without events have no rows to be found by. */
    sql(leaf, env) {
      const measure = measureOf(leaf, of);
      const holds = (value: Expr): Expr => sqlNumber(leaf.positive, numbersOf(leaf), value);
      if (!zeroHolds(leaf))
        return { is: 'member', not: false, query: customersWith(leaf.catalogue, measure, env, holds) };
      const fails = (value: Expr): Expr => ({ is: 'notTrue', of: holds(value) });
      return { is: 'member', not: true, query: customersWith(leaf.catalogue, measure, env, fails) };
    },
    left: (leaf, env) =>
      call('coalesce', measureOfCustomer(leaf.catalogue, measureOf(leaf, of), env), param(0, 'numeric')),
    say: (leaf) => sayNumberMeasure(leaf, of),
    show: (leaf, left) => {
      const value = typeof left === 'number' ? left : 0;
      return of === 'count' ? { zh: `${value} 次`, en: `${value} times` } : sayNumber(value, amountUnit(leaf));
    },
    needs: (leaf) => needsOf(measureOf(leaf, of)),
    turns: (leaf, env, since) => turnsOfCount(leaf, of, env, since),
  };
}

export const eventCountKind: Kind = numberMeasure('count');
export const eventSumKind: Kind = numberMeasure('sum');

function timeMeasure(of: 'first' | 'last'): Kind {
  return {
    name: of === 'last' ? 'event_last' : 'event_first',
    operators: SINCE,
    check(leaf) {
      const found = checkEventValue(leaf);
      const { n, unit } = valueOf(leaf);
      if (leaf.operator.value === 'eventSpan' && !isSpan({ n, unit }, UNITS as readonly Unit[])) {
        found.push({ code: 'value_range', words: { zh: '时间长度不对', en: 'not a length of time' } });
      }
      return found;
    },
    read: (leaf) => readMeasure(leaf.catalogue, measureOf(leaf, of)),
    test(leaf) {
      const bound = perMoment((at) => boundBefore(at, spanIn(leaf)));
      return (left, at) => {
        if (typeof left !== 'number') return false;
        if (leaf.positive === 'ever') return true;
        return leaf.positive === 'olderThan' ? left < bound(at) : left >= bound(at);
      };
    },
    sql: (leaf, env) => ({
      is: 'member',
      not: false,
      query: customersWith(leaf.catalogue, measureOf(leaf, of), env, (value) => holdsSql(leaf, env, value)),
    }),
    left: (leaf, env) => ({ is: 'millis', of: measureOfCustomer(leaf.catalogue, measureOf(leaf, of), env) }),
    say: (leaf) => sayTime(leaf, of),
    show: (_leaf, left, at) => showTime(left, at),
    needs: (leaf) => needsOf(measureOf(leaf, of)),
    turns: (leaf, env, since) => turnsOfTime(leaf, of, env, since),
  };
}

function holdsSql(leaf: Leaf, { at }: SqlEnv, value: Expr): Expr {
  if (leaf.positive === 'ever') return { is: 'notNull', of: value };
  const bound = instantParam(boundBefore(at, spanIn(leaf)));
  return leaf.positive === 'olderThan' ? compare(value, '<', bound) : compare(value, '>=', bound);
}

export const eventLastKind: Kind = timeMeasure('last');
export const eventFirstKind: Kind = timeMeasure('first');
