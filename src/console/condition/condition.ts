/** Conditions as the designer holds them, and as they are saved: pure, so that it can be tested. */
import { operatorOf, type ConditionField, type EventType, type Shape } from './fields.ts';

export interface Rule {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
}
export interface Group {
  readonly combinator: string;
  readonly not?: boolean;
  readonly rules: readonly (Group | Rule)[];
}

export const EMPTY: Group = { combinator: 'and', rules: [] };

export const isGroup = (node: Group | Rule): node is Group => 'rules' in node;

type Bag = Readonly<Record<string, unknown>>;
export const bagOf = (value: unknown): Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The event a fresh condition speaks about: purchases when there are any. */
function firstEvent(events: readonly EventType[]): string {
  return events.find((one) => one.type === 'purchase')?.type ?? events[0]?.type ?? '';
}

/**
 * A value of the shape the operator asks for, keeping what fits of the old one: another operator on the same events keeps
 * the events and their window, another kind of value starts afresh.
 */
export function fitValue(shape: Shape, operator: string, value: unknown, events: readonly EventType[]): unknown {
  const bag = bagOf(value);
  const event = typeof bag.event === 'string' || Array.isArray(bag.event) ? bag.event : firstEvent(events);
  const kept = {
    ...(bag.window === undefined ? {} : { window: bag.window }),
    ...(Array.isArray(bag.where) && bag.where.length > 0 ? { where: bag.where } : {}),
  };
  const one = Array.isArray(bag.n) ? bag.n[0] : bag.n;
  const two = /between/i.test(operator);
  // A number that was just deleted stays away: nobody wants another one under her fingers.
  const numberOr = (fresh: number): number | undefined =>
    isNumber(one) ? one : 'n' in bag && (one === undefined || one === null) ? undefined : fresh;
  switch (shape) {
    case 'none':
      return undefined;
    case 'one':
      return Array.isArray(value) ? value[0] : typeof value === 'object' ? undefined : value;
    case 'many':
    case 'segments':
      if (Array.isArray(value)) return value;
      return value === undefined || value === null || value === '' || typeof value === 'object' ? [] : [value];
    case 'pair':
      return Array.isArray(value) && value.length === 2 ? value : [undefined, undefined];
    case 'span':
      return { n: numberOr(30), unit: typeof bag.unit === 'string' ? bag.unit : 'day' };
    case 'eventCount':
    case 'eventSum': {
      const n = numberOr(shape === 'eventCount' ? 1 : 100);
      const property = shape === 'eventSum' && typeof bag.property === 'string' ? { property: bag.property } : {};
      return {
        event,
        n: two ? (Array.isArray(bag.n) && bag.n.length === 2 ? bag.n : [n, n === undefined ? n : n * 2]) : n,
        ...property,
        ...kept,
      };
    }
    case 'eventSpan':
      return { event, n: numberOr(30), unit: typeof bag.unit === 'string' ? bag.unit : 'day', ...kept };
    case 'event':
      return { event, ...kept };
  }
}

/** The tree without the designer's ids, each value in the shape of its operator. */
export function cleaned(group: Group, fields: readonly ConditionField[], events: readonly EventType[]): Group {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const clean = (node: Group | Rule): Group | Rule => {
    if (isGroup(node))
      return { combinator: node.combinator, ...(node.not ? { not: true } : {}), rules: node.rules.map(clean) };
    const shape = operatorOf(byName.get(node.field), node.operator)?.shape;
    const value = shape ? fitValue(shape, node.operator, node.value, events) : node.value;
    return { field: node.field, operator: node.operator, ...(value === undefined ? {} : { value }) };
  };
  return clean(group) as Group;
}

/** How many single conditions it holds. */
export function countRules(group: Group): number {
  return group.rules.reduce((sum, node) => sum + (isGroup(node) ? countRules(node) : 1), 0);
}
