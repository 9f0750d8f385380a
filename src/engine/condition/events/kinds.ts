/** Counts, sums and times of events. */
import type { Words } from '../../words.ts';
import type { Finding, Kind, Leaf, SqlEnv } from '../kind.ts';
import { instantParam } from '../kinds/times.ts';
import { sayNumber, sqlNumber, testNumber } from '../kinds/plain.ts';
import { counted, MOVING, SINCE } from '../operator.ts';
import { daysBetween } from '../dates.ts';
import { boundBefore, isSpan, type Moment, perMoment, saySpan, type Span, UNITS, type Unit } from '../span.ts';
import { call, compare, type Expr, param } from '../sql-tree.ts';
import { eventTypeOf, type Measure, measureKey } from './measure.ts';
import { customersWith, measureOfCustomer } from './query.ts';
import { readMeasure } from './read.ts';
import { checkEventValue, measureOf, numbersOf, typesOf, valueOf, whereLeaves } from './value.ts';

function needsOf(measure: Measure) {
  const clock =
    measure.window !== undefined ||
    measure.of === 'first' ||
    measure.of === 'last' ||
    measure.where.some((rule) => MOVING.has(rule.operator));
  return { events: new Set(measure.events), measures: new Map([[measureKey(measure), measure]]), clock };
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
  };
}

export const eventCountKind: Kind = numberMeasure('count');
export const eventSumKind: Kind = numberMeasure('sum');

function spanIn(leaf: Leaf): Span {
  const { n, unit } = valueOf(leaf);
  const span = { n, unit };
  return isSpan(span) ? span : { n: 1, unit: 'day' };
}

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
  };
}

function holdsSql(leaf: Leaf, { at }: SqlEnv, value: Expr): Expr {
  if (leaf.positive === 'ever') return { is: 'notNull', of: value };
  const bound = instantParam(boundBefore(at, spanIn(leaf)));
  return leaf.positive === 'olderThan' ? compare(value, '<', bound) : compare(value, '>=', bound);
}

export const eventLastKind: Kind = timeMeasure('last');
export const eventFirstKind: Kind = timeMeasure('first');

function showTime(left: unknown, at: Moment): Words {
  if (typeof left !== 'number') return { zh: '从未', en: 'never' };
  const date = at.calendar.dateOf(left);
  const days = daysBetween(date, at.calendar.dateOf(at.now));
  return { zh: `${days} 天前（${date}）`, en: `${days} days ago (${date})` };
}

function amountUnit(leaf: Leaf): Words | undefined {
  const { property } = valueOf(leaf);
  const type = eventTypeOf(leaf.catalogue, typesOf(valueOf(leaf)));
  return typeof property === 'string' && property !== 'amount'
    ? type?.properties.find((each) => each.name === property)?.unit
    : type?.amountUnit;
}

/** The events with window and conditions: “最近 90 天内购买（金额大于 1000）”. */
function sayEvents(leaf: Leaf): Words {
  const measure = measureOf(leaf, 'count');
  const labels = measure.events.map((type) => leaf.catalogue.event.get(type)?.label ?? { zh: type, en: type });
  const where = whereLeaves(leaf.catalogue, measure).map((each) => each.kind.say(each));
  const window = measure.window ? saySpan(measure.window) : null;
  const conditions = (words: readonly string[], open: string, close: string, gap: string): string =>
    words.length > 0 ? `${open}${words.join(gap)}${close}` : '';
  return {
    zh: `${window ? `最近 ${window.zh}内` : ''}「${labels.map((each) => each.zh).join('或')}」${conditions(
      where.map((each) => each.zh),
      '（',
      '）',
      '，',
    )}`,
    en: `${labels.map((each) => each.en).join(' or ')}${conditions(
      where.map((each) => each.en),
      ' (',
      ')',
      ', ',
    )}${window ? ` in the last ${window.en}` : ''}`,
  };
}

function sayNumberMeasure(leaf: Leaf, of: 'count' | 'sum'): Words {
  const events = sayEvents(leaf);
  const unit = of === 'sum' ? amountUnit(leaf) : undefined;
  const shown = numbersOf(leaf).map((n) => (of === 'count' ? { zh: `${n} 次`, en: String(n) } : sayNumber(n, unit)));
  const list = { zh: shown.map((each) => each.zh).join(' 和 '), en: shown.map((each) => each.en).join(' and ') };
  const name = of === 'count' ? { zh: '次数', en: 'number of' } : { zh: '金额合计', en: 'total of' };
  return {
    zh: `${events.zh}${name.zh}${leaf.operator.label.zh} ${list.zh}`,
    en: `${name.en} ${events.en} ${leaf.operator.label.en} ${list.en}`,
  };
}

function sayTime(leaf: Leaf, of: 'first' | 'last'): Words {
  const events = sayEvents(leaf);
  const span = saySpan(spanIn(leaf));
  const which = of === 'last' ? { zh: '上次', en: 'the last' } : { zh: '首次', en: 'the first' };
  switch (leaf.operator.name) {
    case 'olderThan':
      return {
        zh: `${which.zh}${events.zh}距今至少 ${span.zh}`,
        en: `${which.en} ${events.en} was at least ${span.en} ago`,
      };
    case 'within':
      return {
        zh: `${which.zh}${events.zh}在最近 ${span.zh}内`,
        en: `${which.en} ${events.en} was within the last ${span.en}`,
      };
    case 'never':
      return { zh: `从未有过${events.zh}`, en: `never ${events.en}` };
    default:
      return { zh: `有过${events.zh}`, en: `has had ${events.en}` };
  }
}
