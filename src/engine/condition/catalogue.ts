import type { Words } from '../words.ts';
import type { Group } from './ast.ts';
import type { Kind } from './kind.ts';
import type { OperatorOf } from './operator.ts';

/** Where the left side of a field comes from. Table and column names come from code, keys may come from users. */
export type Source =
  | { readonly from: 'column'; readonly column: string }
  | { readonly from: 'attribute'; readonly key: string }
  | { readonly from: 'property'; readonly key: string }
  /** The `amount` of an event. */
  | { readonly from: 'amount' }
  /** A column of a table of another room that has one row per customer; its value among the facts stands in `more` under the field's name. */
  | { readonly from: 'row'; readonly table: string; readonly column: string }
  /** The kind knows where. */
  | { readonly from: 'kind' };

export interface Choice {
  readonly value: string;
  readonly label: Words;
}

export interface Field {
  /** As it stands in rules: `customer.name`, `attr.level`, `event_count`. */
  readonly name: string;
  /** Name of a leaf kind: text, number, boolean, date, instant, choice, choices, tag, event_count, ... */
  readonly kind: string;
  readonly label: Words;
  readonly source: Source;
  /** Heading under which a designer lists it. */
  readonly group?: Words;
  readonly choices?: readonly Choice[];
  /** Written after a number (`分`, `kg`) or before it when it is a currency sign. */
  readonly unit?: Words;
}

export interface EventProperty {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'date' | 'instant';
  readonly label: Words;
  readonly choices?: readonly Choice[];
  readonly unit?: Words;
}

export interface EventType {
  readonly type: string;
  readonly label: Words;
  readonly amountUnit?: Words;
  readonly properties: readonly EventProperty[];
}

export interface Segment {
  readonly id: string;
  readonly label: Words;
  /** Null when the caller did not load it: such a condition can be checked, not compiled. */
  readonly condition: Group | null;
}

/** What a workspace knows of; plain data. Every room adds its fields, event types and segments. */
export interface CatalogueData {
  readonly fields: readonly Field[];
  readonly events: readonly EventType[];
  readonly segments: readonly Segment[];
}

export interface Catalogue {
  readonly data: CatalogueData;
  readonly field: ReadonlyMap<string, Field>;
  readonly event: ReadonlyMap<string, EventType>;
  readonly segment: ReadonlyMap<string, Segment>;
  readonly kind: ReadonlyMap<string, Kind>;
}

/** Indexes catalogue data. A field named twice or of an unknown kind is a mistake of the program and throws. */
export function indexCatalogue(data: CatalogueData, kinds: readonly Kind[]): Catalogue {
  const kind = new Map(kinds.map((each) => [each.name, each]));
  const field = new Map<string, Field>();
  for (const each of data.fields) {
    if (field.has(each.name)) throw new Error(`field twice in the catalogue: ${each.name}`);
    if (!kind.has(each.kind)) throw new Error(`field ${each.name} has the unknown kind ${each.kind}`);
    field.set(each.name, each);
  }
  return {
    data,
    field,
    kind,
    event: new Map(data.events.map((each) => [each.type, each])),
    segment: new Map(data.segments.map((each) => [each.id, each])),
  };
}

/** What a designer needs, as JSON: fields with the operators of their kind, event types, segments without their conditions. */
export function describeCatalogue(catalogue: Catalogue) {
  return {
    fields: catalogue.data.fields.map((field) => ({
      name: field.name,
      kind: field.kind,
      label: field.label,
      group: field.group,
      choices: field.choices,
      unit: field.unit,
      operators: operatorsOf(catalogue, field),
    })),
    events: catalogue.data.events,
    eventOperators: Object.fromEntries(
      ['text', 'number', 'boolean', 'choice', 'date', 'instant'].map((name) => [
        name,
        catalogue.kind.get(name)?.operators ?? [],
      ]),
    ),
    segments: catalogue.data.segments.map(({ id, label }) => ({ id, label })),
  };
}

export function operatorsOf(catalogue: Catalogue, field: Field): readonly OperatorOf[] {
  return catalogue.kind.get(field.kind)?.operators ?? [];
}
