/** The registry of templates that providers approve. */
import { checkSmsTemplate, fillSms, hasLink, variablesIn } from '../../../engine/sms/template.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { Problem } from '../../../kit/errors.ts';
import { audit } from '../../access/index.ts';
import { type ChannelAdapter, channelAdapter, type Content, type ProviderTemplate } from '../adapter.ts';
import { carriersOf, isAbsent, isSandbox } from '../accounts/carriers.ts';
import type { ChannelTemplate, TemplateInput } from '../contract-channel-templates.ts';
import * as store from './store-channel-templates.ts';
import { toolsFor } from '../sending/tools.ts';

type Row = store.ChannelTemplateRow;

const isNumbered = (ctx: Context, adapter: string): boolean =>
  ctx.runtime.slot(channelAdapter).find(({ name }) => name === adapter)?.templates?.numbered ?? false;

function shown(ctx: Context, row: Row): ChannelTemplate {
  const { template_key: key, link_mode: linkMode, as_of: asOf, updated_by: updatedBy, ...rest } = row;
  const { text, sign, purpose } = row;
  const flaws = checkSmsTemplate({ text, sign, purpose, linkMode, numbered: isNumbered(ctx, row.adapter) });
  return {
    ...rest,
    key,
    linkMode,
    variables: variablesIn(row.text),
    flaws: flaws.map(({ rule, level, words }) => ({ rule, level, words: { ...words } })),
    asOf: asOf.toISOString(),
    updatedBy,
  };
}

export function listTemplatesOfChannel(ctx: Context) {
  return ctx.tx(async (tx) => {
    const rows = await store.listRows(tx, ctx.workspace.id);
    const carrier = (await carriersOf(tx, ctx)).get('sms');
    const real = carrier && !isSandbox(carrier) && !isAbsent(carrier) ? carrier.adapter : null;
    const carriers = ctx.runtime
      .slot(channelAdapter)
      .filter(({ kind, templates }) => kind === 'sms' && templates !== undefined)
      .map(({ name, words, templates }) => ({
        name,
        words: { ...words },
        numbered: templates?.numbered ?? false,
        only: templates?.only ?? false,
      }));
    const imports = real?.templates?.list !== undefined;
    return { items: rows.map((row) => shown(ctx, row)), carriers, adapter: real?.name ?? null, imports };
  });
}

export function createTemplate(ctx: Context, { key, ...input }: TemplateInput & { key: string }) {
  return ctx.tx(async (tx) => {
    const row = checked(ctx, key, input, null);
    if (!(await store.insertRow(tx, ctx.workspace.id, row))) throw new Problem('template_key_taken', { key });
    await note(tx, ctx, 'messages.template_added', row);
    return shown(ctx, row);
  });
}

export function updateTemplate(ctx: Context, key: string, input: TemplateInput) {
  return ctx.tx(async (tx) => {
    const before = (await store.listRows(tx, ctx.workspace.id)).find((row) => row.template_key === key);
    if (!before) throw missing(ctx);
    const row = checked(ctx, key, input, before);
    await store.updateRow(tx, ctx.workspace.id, row);
    await note(tx, ctx, 'messages.template_changed', row);
    return shown(ctx, row);
  });
}

export function removeTemplate(ctx: Context, key: string) {
  return ctx.tx(async (tx) => {
    if (!(await store.deleteRow(tx, ctx.workspace.id, key))) throw missing(ctx);
    await audit(tx, ctx, {
      action: 'messages.template_removed',
      entity: 'channel_template',
      entityId: key,
      detail: {},
    });
    return { removed: true };
  });
}

const missing = (ctx: Context) => new Problem('not_found', { what: ctx.locale === 'zh' ? '模板' : 'template' });

function note(tx: Tx, ctx: Context, action: string, row: Row): Promise<void> {
  const { template_key: entityId, adapter, ref, text, state } = row;
  return audit(tx, ctx, { action, entity: 'channel_template', entityId, detail: { adapter, ref, text, state } });
}

/** Another text is another template for the platform: what was approved is approved no more. */
function checked(ctx: Context, key: string, input: TemplateInput, before: Row | null): Row {
  const { linkMode, ...rest } = input;
  const field = (path: string, message: string) => new Problem('invalid_input', {}, [{ path, field: path, message }]);
  const bad = checkSmsTemplate({ ...input, numbered: isNumbered(ctx, input.adapter) }).filter(
    ({ level }) => level === 'bad',
  );
  if (bad.length > 0)
    throw new Problem(
      'invalid_input',
      {},
      bad.map(({ words }) => ({ path: 'text', field: 'text', message: words[ctx.locale] })),
    );
  const known = ctx.runtime.slot(channelAdapter).some(({ name, kind }) => name === input.adapter && kind === 'sms');
  if (!known) throw field('adapter', input.adapter);
  if (input.state === 'approved' && input.ref === '') throw field('ref', NO_REF[ctx.locale]);
  const reworded = before !== null && (before.text !== input.text || before.sign !== input.sign);
  const state = reworded && before.state === 'approved' && before.ref === input.ref ? 'draft' : input.state;
  const same = before !== null && before.state === state;
  return {
    ...rest,
    template_key: key,
    link_mode: linkMode,
    state,
    as_of: same ? before.as_of : ctx.now,
    updated_by: ctx.actor.name,
  };
}

const NO_REF = {
  zh: '审核通过的模板要填服务商给的编号',
  en: 'an approved template has the number its provider gave it',
};

/** What a test message says where only approved words go out: an approved template, with a word in each variable. null: any words will do. */
export async function approvedExample(tx: Tx, ctx: Context, adapter: ChannelAdapter): Promise<Content | null> {
  if (!adapter.templates?.only) return null;
  const rows = await store.listRows(tx, ctx.workspace.id);
  const row = rows.find((each) => each.adapter === adapter.name && each.state === 'approved');
  if (!row) throw new Problem('template_wanted');
  const values = Object.fromEntries(variablesIn(row.text).map((name) => [name, EXAMPLE[ctx.locale]]));
  const template = { ref: row.ref, ...(row.sign ? { sign: row.sign } : {}), params: values };
  return { text: fillSms(row.text, values), template };
}

const EXAMPLE = { zh: '测试', en: 'test' };

/** Reads the provider's list: new ones are added, states and reasons of known ones follow. What is registered here only stays. */
export async function importTemplates(ctx: Context): Promise<{ fresh: number; changed: number }> {
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get('sms'));
  if (!carrier || isSandbox(carrier) || !carrier.adapter.templates?.list) throw new Problem('channel_not_set');
  const { adapter, settings } = carrier;
  const list = await adapter.templates?.list?.(settings, toolsFor(ctx, 'sms')).catch((error: unknown) => {
    throw new Problem('templates_unread', { why: error instanceof Error ? error.message.slice(0, 200) : '' });
  });
  return ctx.tx(async (tx) => {
    const known = (await store.listRows(tx, ctx.workspace.id)).filter((row) => row.adapter === adapter.name);
    let fresh = 0;
    let changed = 0;
    for (const each of list ?? []) {
      const before = known.find((row) => row.ref === each.ref);
      const row = rowOf(ctx, adapter.name, each, before);
      if (!before) fresh += Number(await store.insertRow(tx, ctx.workspace.id, row));
      else if (differs(before, row)) changed += Number(await store.updateRow(tx, ctx.workspace.id, row));
    }
    const detail = { adapter: adapter.name, fresh, changed };
    await audit(tx, ctx, {
      action: 'messages.templates_read',
      entity: 'channel_template',
      entityId: adapter.name,
      detail,
    });
    return { fresh, changed };
  });
}

const differs = (a: Row, b: Row): boolean =>
  a.state !== b.state || a.reason !== b.reason || a.text !== b.text || a.sign !== b.sign || a.name !== b.name;

function rowOf(ctx: Context, adapter: string, each: ProviderTemplate, before: Row | undefined): Row {
  return {
    template_key:
      before?.template_key ?? `${adapter}-${each.ref.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 60),
    name: each.name.slice(0, 60) || each.ref,
    adapter,
    ref: each.ref,
    sign: each.sign ?? before?.sign ?? '',
    text: each.text,
    purpose: each.purpose ?? before?.purpose ?? 'notice',
    // Whether links may stand in its variables the provider does not tell: a person says so.
    link_mode: before?.link_mode ?? (hasLink(each.text) ? 'constant' : 'none'),
    state: each.state,
    reason: each.reason ?? '',
    as_of: ctx.now,
    updated_by: ctx.actor.name,
  };
}
