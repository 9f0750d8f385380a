import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import type { LinkSettings, LinkSettingsInput } from './contract.ts';
import * as store from './store-settings.ts';

export const DEFAULTS: LinkSettingsInput = { domain: '', days: 180, retainDays: 400, opens: false };

export async function settingsOf(tx: Tx, ctx: Context): Promise<LinkSettingsInput> {
  const row = await store.findSettings(tx, ctx.workspace.id);
  return row ? { domain: row.domain, days: row.days, retainDays: row.retain_days, opens: row.opens } : DEFAULTS;
}

export async function describeSettings(tx: Tx, ctx: Context): Promise<LinkSettings> {
  const row = await store.findSettings(tx, ctx.workspace.id);
  return {
    ...(await settingsOf(tx, ctx)),
    updatedBy: row?.updated_by ?? null,
    updatedAt: row?.updated_at.toISOString() ?? null,
  };
}

export async function changeSettings(tx: Tx, ctx: Context, input: LinkSettingsInput): Promise<LinkSettings> {
  await store.saveSettings(tx, ctx.workspace.id, {
    ...input,
    retain_days: input.retainDays,
    updated_by: ctx.actor.name,
    updated_at: ctx.now,
  });
  await audit(tx, ctx, {
    action: 'links.settings_changed',
    entity: 'link_settings',
    entityId: ctx.workspace.id,
    detail: { ...input },
  });
  return describeSettings(tx, ctx);
}
