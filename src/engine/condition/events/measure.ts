/** What is measured of a customer's events: a count, a sum, the first or last time. */
import type { Rule } from '../ast.ts';
import type { Catalogue, EventType, Field } from '../catalogue.ts';
import type { Span } from '../span.ts';

export interface Measure {
  readonly of: 'count' | 'sum' | 'first' | 'last';
  readonly events: readonly string[];
  /** For sums: a numeric property; the event's amount when left out. */
  readonly property?: string;
  readonly window?: Span;
  readonly where: readonly Rule[];
}

export function measureKey(measure: Measure): string {
  return JSON.stringify([measure.of, measure.events, measure.property ?? null, measure.window ?? null, measure.where]);
}

/** Answered by the all-time rollup: no window, no conditions, no property. */
export function isRolledUp(measure: Measure): boolean {
  return measure.window === undefined && measure.where.length === 0 && measure.property === undefined;
}

/** Fields an event's own conditions may use: its amount and its properties. */
export function eventField(type: EventType | undefined, name: string): Field | null {
  if (name === 'amount') {
    const unit = type?.amountUnit;
    const field: Field = { name, kind: 'number', label: { zh: '金额', en: 'amount' }, source: { from: 'amount' } };
    return unit ? { ...field, unit } : field;
  }
  const property = type?.properties.find((each) => each.name === name);
  const { label, kind } = property ?? { label: { zh: name, en: name }, kind: null };
  // A property nobody declared yet is taken as what the condition compares it with; see `eventLeaf`.
  return {
    name,
    kind: kind ?? 'text',
    label,
    source: { from: 'property', key: name },
    ...(property?.choices ? { choices: property.choices } : {}),
    ...(property?.unit ? { unit: property.unit } : {}),
  };
}

export function eventTypeOf(catalogue: Catalogue, events: readonly string[]): EventType | undefined {
  return events.length === 1 ? catalogue.event.get(events[0] ?? '') : undefined;
}
