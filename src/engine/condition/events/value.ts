/** The values of event leaves as they stand in rules, read into measures; and what is wrong with them. */
import { isGroup, LIMITS, type Rule } from '../ast.ts';
import type { Catalogue, EventType } from '../catalogue.ts';
import type { EventFact } from '../facts.ts';
import type { Finding, Kind, Leaf } from '../kind.ts';
import { isSpan, type Moment, type Span } from '../span.ts';
import { eventField, eventTypeOf, type Measure } from './measure.ts';
import { readEvent } from '../kinds/source.ts';

interface EventValue {
  readonly event?: unknown;
  readonly window?: unknown;
  readonly where?: unknown;
  readonly property?: unknown;
  readonly n?: unknown;
  readonly unit?: unknown;
}

export function valueOf(leaf: Leaf): EventValue {
  return typeof leaf.value === 'object' && leaf.value !== null && !Array.isArray(leaf.value) ? leaf.value : {};
}

export function typesOf(value: EventValue): readonly string[] {
  const { event } = value;
  const types = Array.isArray(event) ? event : [event];
  return types.filter((each): each is string => typeof each === 'string' && each.length > 0);
}

export function measureOf(leaf: Leaf, of: Measure['of']): Measure {
  const value = valueOf(leaf);
  const { window, property, where } = value;
  return {
    of,
    events: typesOf(value),
    ...(typeof property === 'string' && property !== 'amount' ? { property } : {}),
    ...(isSpan(window) ? { window: window as Span } : {}),
    where: Array.isArray(where) ? (where as Rule[]) : [],
  };
}

/** The number, or the two of `between`, that a count or a sum is compared with. */
export function numbersOf(leaf: Leaf): readonly number[] {
  const { n } = valueOf(leaf);
  return (Array.isArray(n) ? n : [n]).filter(
    (each): each is number => typeof each === 'number' && Number.isFinite(each),
  );
}

/** The leaves of `where`: conditions on one event, all of which must hold. */
export function whereLeaves(catalogue: Catalogue, measure: Measure): readonly (Leaf & { readonly kind: Kind })[] {
  const type = eventTypeOf(catalogue, measure.events);
  return measure.where.map((rule) => {
    const found = whereLeaf(catalogue, type, rule);
    if ('code' in found) throw new Error(found.words.en);
    return found;
  });
}

function whereLeaf(
  catalogue: Catalogue,
  type: EventType | undefined,
  rule: Rule,
): (Leaf & { readonly kind: Kind }) | Finding {
  const declared = eventField(type, rule.field);
  const undeclared = rule.field !== 'amount' && !type?.properties.some((each) => each.name === rule.field);
  // A property nobody declared is of the kind it is compared with.
  const field = declared && undeclared ? { ...declared, kind: kindOfValue(rule.value) } : declared;
  const kind = field ? catalogue.kind.get(field.kind) : undefined;
  const operator = kind?.operators.find((each) => each.name === rule.operator);
  if (!field || !kind)
    return {
      code: 'unknown_property',
      words: { zh: `事件没有属性「${rule.field}」`, en: `events have no property ${rule.field}` },
    };
  if (!operator) {
    return {
      code: 'unknown_operator',
      words: { zh: `「${field.label.zh}」不能用 ${rule.operator}`, en: `${field.label.en} takes no ${rule.operator}` },
    };
  }
  return {
    field,
    kind,
    operator,
    positive: operator.negates ?? operator.name,
    value: rule.value,
    catalogue,
    trail: [],
  };
}

function kindOfValue(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'number' ? 'number' : typeof one === 'boolean' ? 'boolean' : 'text';
}

/** Whether one event holds all conditions of the measure. */
export function eventHolds(catalogue: Catalogue, measure: Measure): (event: EventFact, at: Moment) => boolean {
  const tests = whereLeaves(catalogue, measure).map((leaf) => {
    const read = readEvent(leaf.field);
    const test = leaf.kind.test(leaf);
    const negated = leaf.operator.negates !== undefined;
    return (event: EventFact, at: Moment) => test(read(event), at) !== negated;
  });
  const [only] = tests;
  if (!only) return () => true;
  if (tests.length === 1) return only;
  return (event, at) => tests.every((test) => test(event, at));
}

/** What is wrong with `event`, `window` and `where`; the kinds look at `n` themselves. */
export function checkEventValue(leaf: Leaf): Finding[] {
  const value = valueOf(leaf);
  const found: Finding[] = [];
  const types = typesOf(value);
  if (types.length === 0)
    found.push({ code: 'value_missing', words: { zh: '还没有选事件', en: 'no event is chosen yet' } });
  if (types.length > LIMITS.eventTypes)
    found.push({ code: 'value_range', words: { zh: '事件太多', en: 'too many events' } });
  for (const type of types) {
    if (!leaf.catalogue.event.has(type))
      found.push({
        code: 'unknown_event',
        words: { zh: `没有名为「${type}」的事件`, en: `there is no event ${type}` },
      });
  }
  if (value.window !== undefined && !isSpan(value.window))
    found.push({ code: 'value_range', words: { zh: '时间窗口不对', en: 'the window is not a length of time' } });
  found.push(...checkWhere(leaf.catalogue, types, value.where));
  return found;
}

export function checkWhere(catalogue: Catalogue, types: readonly string[], where: unknown): Finding[] {
  if (where === undefined) return [];
  if (
    !Array.isArray(where) ||
    where.length > LIMITS.whereRules ||
    where.some((rule) => typeof rule !== 'object' || rule === null || isGroup(rule as Rule))
  ) {
    return [{ code: 'value_type', words: { zh: '事件条件不对', en: 'the conditions on the event are not valid' } }];
  }
  const type = eventTypeOf(catalogue, types);
  return (where as Rule[]).flatMap((rule) => {
    const leaf = whereLeaf(catalogue, type, rule);
    return 'code' in leaf ? [leaf] : leaf.kind.check(leaf);
  });
}

export function spanIn(leaf: Leaf): Span {
  const { n, unit } = valueOf(leaf);
  const span = { n, unit };
  return isSpan(span) ? span : { n: 1, unit: 'day' };
}
