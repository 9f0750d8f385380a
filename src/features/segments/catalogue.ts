/** The catalogue of a workspace: what its conditions may speak about. */
import {
  attributeField,
  type Catalogue,
  createCatalogue,
  type EventProperty,
  type EventType,
  type Field,
  type Kind,
} from '../../engine/condition/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';
import { listAttributes } from '../customers/index.ts';
import { knownTypesOf } from '../events/index.ts';
import * as store from './store.ts';

/** Fields and leaf kinds of other rooms (classes, metrics): downstream features fill it. Fields may depend on the workspace. */
export interface ConditionFields {
  readonly fields: readonly Field[] | ((tx: Tx, ctx: Context) => Promise<readonly Field[]>);
  readonly kinds: readonly Kind[];
}
export const conditionFields = slot<ConditionFields>('segments.conditionFields');

const PROPERTY_KINDS: Readonly<Record<string, EventProperty['kind']>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
};

export async function loadCatalogue(tx: Tx, ctx: Context): Promise<Catalogue> {
  const attributes = await listAttributes(tx, ctx.workspace.id);
  const segments = await store.listSegments(tx, ctx.workspace.id);
  const more = ctx.runtime.slot(conditionFields);
  const others: Field[] = [];
  for (const { fields } of more) others.push(...(typeof fields === 'function' ? await fields(tx, ctx) : fields));
  return createCatalogue(
    {
      fields: [
        ...attributes.map(({ key, type, zh, en, choices }) =>
          attributeField(
            key,
            type,
            { zh, en },
            type === 'choice' ? choices.map(({ value, ...label }) => ({ value, label })) : undefined,
          ),
        ),
        ...others,
      ],
      events: await eventTypes(tx, ctx),
      segments: segments.map(({ segmentId, name, condition }) => ({
        id: segmentId,
        label: { zh: name, en: name },
        condition,
      })),
    },
    more.flatMap((each) => each.kinds),
  );
}

/** What the types of events are called here: by the workspace, else by the room that records them. */
export async function eventNames(tx: Tx, ctx: Context): Promise<Readonly<Record<string, Words>>> {
  const named = (await store.listEventTypes(tx, ctx.workspace.id)).flatMap(({ type, words }) =>
    words ? [[type, words] as const] : [],
  );
  return Object.assign(knownTypesOf(ctx.runtime), Object.fromEntries(named));
}

/** The types every workspace knows and those it has seen. */
async function eventTypes(tx: Tx, ctx: Context): Promise<EventType[]> {
  const { currency } = ctx.workspace;
  const sign = currency === 'CNY' ? '¥' : currency;
  const seen = new Map((await store.listEventTypes(tx, ctx.workspace.id)).map((row) => [row.type, row]));
  const known = knownTypesOf(ctx.runtime);
  return [...new Set([...Object.keys(known), ...seen.keys()])].map((type) => ({
    type,
    label: seen.get(type)?.words ?? known[type] ?? { zh: type, en: type },
    amountUnit: { zh: sign, en: sign },
    properties: Object.entries(seen.get(type)?.properties ?? {}).flatMap(([name, json]) => {
      const kind = PROPERTY_KINDS[json];
      return kind ? [{ name, kind, label: { zh: name, en: name } }] : [];
    }),
  }));
}
