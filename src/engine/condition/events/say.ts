/** Event leaves in words: the clause of a rule and the measure of one customer. */
import type { Words } from '../../words.ts';
import { daysBetween } from '../dates.ts';
import type { Leaf } from '../kind.ts';
import { glue, quote, sayComparison, sayList, sayNumber } from '../phrase.ts';
import { type Moment, saySpan, type Span } from '../span.ts';
import { measureOf, numbersOf, spanIn, typesOf, valueOf, whereLeaves } from './value.ts';

const typesIn = (leaf: Leaf) => typesOf(valueOf(leaf)).flatMap((type) => leaf.catalogue.event.get(type) ?? []);

export function amountUnit(leaf: Leaf): Words | undefined {
  return summed(leaf).unit;
}

/** What a sum adds up: the amount, or a property. */
function summed(leaf: Leaf): { readonly label: Words; readonly unit?: Words | undefined } {
  const { property } = valueOf(leaf);
  const types = typesIn(leaf);
  if (typeof property !== 'string' || property === 'amount') {
    return { label: { zh: '金额', en: 'amount' }, unit: types.find((type) => type.amountUnit)?.amountUnit };
  }
  const declared = types.flatMap((type) => type.properties).find((each) => each.name === property);
  return declared ?? { label: { zh: property, en: property } };
}

/** `「购买」（金额大于 ¥1,000）` */
function sayEvents(leaf: Leaf): Words {
  const measure = measureOf(leaf, 'count');
  const names = sayList(
    measure.events.map((type) => quote(leaf.catalogue.event.get(type)?.label ?? type)),
    'or',
  );
  const where = whereLeaves(leaf.catalogue, measure).map((each) => each.kind.say(each));
  if (where.length === 0) return names;
  return {
    zh: `${names.zh}（${where.map((each) => each.zh).join('，')}）`,
    en: `${names.en} (${where.map((each) => each.en).join(', ')})`,
  };
}

/** `最近 90 天`; nothing for all time. */
function sayWindow(window: Span | undefined): Words {
  if (!window) return { zh: '', en: '' };
  const span = saySpan(window);
  return { zh: `最近 ${span.zh}`, en: ` in the last ${window.n === 1 ? window.unit : span.en}` };
}

export function sayNumberMeasure(leaf: Leaf, of: 'count' | 'sum'): Words {
  const events = sayEvents(leaf);
  const window = sayWindow(measureOf(leaf, of).window);
  const numbers = numbersOf(leaf);
  const { name } = leaf.operator;
  if (of === 'count') {
    const none = numbers[0] === 0 && (name === '=' || name === '<=');
    if (none) return { zh: `${window.zh}没有${events.zh}`, en: `no ${events.en} events${window.en}` };
    const count = sayComparison(
      name,
      numbers.map((n) => ({ zh: `${sayNumber(n).zh} 次`, en: sayNumber(n).en })),
    );
    return { zh: `${window.zh}${events.zh}${count.zh}`, en: `${count.en} ${events.en} events${window.en}` };
  }
  const { label, unit } = summed(leaf);
  const sum = sayComparison(
    name,
    numbers.map((n) => sayNumber(n, unit)),
  );
  return {
    zh: glue(`${window.zh}${events.zh}的`, label.zh, '合计', sum.zh),
    en: `total ${label.en} of ${events.en}${window.en} is ${sum.en}`,
  };
}

export function sayTime(leaf: Leaf, of: 'first' | 'last'): Words {
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
      return { zh: `从未有过${events.zh}`, en: `has never had ${events.en}` };
    default:
      return { zh: `有过${events.zh}`, en: `has had ${events.en}` };
  }
}

export function showTime(left: unknown, at: Moment): Words {
  if (typeof left !== 'number') return { zh: '从未', en: 'never' };
  const date = at.calendar.dateOf(left);
  const days = daysBetween(date, at.calendar.dateOf(at.now));
  if (days === 0) return { zh: `今天（${date}）`, en: `today (${date})` };
  return { zh: `${days} 天前（${date}）`, en: `${days} day${days === 1 ? '' : 's'} ago (${date})` };
}
