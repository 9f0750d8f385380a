/** Definitions of custom attributes. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import type { Attribute } from './contract.ts';
import * as store from './store-attributes.ts';

type Draft = Omit<Attribute, 'createdAt'>;

export function createAttribute(ctx: Context, draft: Draft): Promise<Attribute> {
  requireChoices(draft.type, draft);
  return ctx.tx(async (tx) => {
    const attribute = { ...draft, createdAt: ctx.now.toISOString() };
    const added = await store.insertAttribute(tx, ctx.workspace.id, attribute);
    if (!added) throw new Problem('conflict', { what: draft.key });
    await audit(tx, ctx, { action: 'attribute.created', entity: 'attribute', entityId: draft.key, detail: draft });
    return attribute;
  });
}

/** The type stays: values are stored in it. */
export function updateAttribute(ctx: Context, key: string, names: Omit<Draft, 'key' | 'type'>): Promise<Attribute> {
  return ctx.tx(async (tx) => {
    const there = (await store.listAttributes(tx, ctx.workspace.id)).find((each) => each.key === key);
    if (!there) throw new Problem('not_found', { what: key });
    requireChoices(there.type, names);
    await store.updateAttribute(tx, ctx.workspace.id, { key, ...names });
    await audit(tx, ctx, { action: 'attribute.changed', entity: 'attribute', entityId: key, detail: names });
    return { ...there, ...names };
  });
}

export function deleteAttribute(ctx: Context, key: string): Promise<{ key: string }> {
  return ctx.tx(async (tx) => {
    if (!(await store.deleteAttribute(tx, ctx.workspace.id, key))) throw new Problem('not_found', { what: key });
    await audit(tx, ctx, { action: 'attribute.deleted', entity: 'attribute', entityId: key });
    return { key };
  });
}

function requireChoices(type: Attribute['type'], { choices }: Pick<Draft, 'choices'>): void {
  const values = choices.map((choice) => choice.value);
  const fits = type === 'choice' ? values.length > 0 && new Set(values).size === values.length : values.length === 0;
  if (!fits) throw new Problem('invalid_input', {}, [{ path: 'choices', field: 'choices', message: 'choices' }]);
}
