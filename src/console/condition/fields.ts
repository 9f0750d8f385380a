/** The catalogue of GET conditions/fields as the editors read it. */
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import type { getFields } from '../../features/segments/contract.ts';

export type Fields = z.output<(typeof getFields)['response']>;
export type ConditionField = Fields['fields'][number];

/** The shape of an operator's value: which editor is drawn, and what a fresh value looks like. */
export type Shape =
  | 'none'
  | 'one'
  | 'many'
  | 'pair'
  | 'span'
  | 'eventCount'
  | 'eventSum'
  | 'eventSpan'
  | 'event'
  | 'segments';

export interface Operator {
  readonly name: string;
  readonly label: Words;
  readonly shape: Shape;
}

export interface EventProperty {
  readonly name: string;
  readonly kind: string;
  readonly label: Words;
  readonly choices?: readonly { readonly value: string; readonly label: Words }[];
}

export interface EventType {
  readonly type: string;
  readonly label: Words;
  readonly amountUnit?: Words;
  readonly properties: readonly EventProperty[];
}

const read = (operator: { name: string; label: Words; value?: unknown }): Operator => ({
  name: operator.name,
  label: operator.label,
  shape: operator.value as Shape,
});

export const operatorsOf = (field: ConditionField | undefined): readonly Operator[] =>
  (field?.operators ?? []).map(read);

export const operatorOf = (field: ConditionField | undefined, name: string): Operator | undefined =>
  operatorsOf(field).find((one) => one.name === name);

export const eventsOf = (fields: Fields): readonly EventType[] =>
  fields.events.map((one) => ({
    type: one.type,
    label: one.label,
    amountUnit: one.amountUnit as Words | undefined,
    properties: (one.properties as readonly EventProperty[] | undefined) ?? [],
  }));

/** Operators for a property of an event; of events whose value the small editors can draw. */
export const eventOperatorsOf = (fields: Fields, kind: string): readonly Operator[] =>
  (fields.eventOperators[kind] ?? []).map(read).filter((one) => ['none', 'one', 'many', 'pair'].includes(one.shape));
