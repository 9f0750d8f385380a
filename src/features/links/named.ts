/** Links that hang on a wall: named, changed, taken out of use and back. What is printed stays as it is. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { audit } from '../access/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import { baseOf, linkUrl, makeCode } from './address.ts';
import type { NamedLink } from './contract.ts';
import { readTarget } from './contract-target.ts';
import { stateOf } from './decide.ts';
import { settingsOf } from './settings.ts';
import * as store from './store-named.ts';

const DAY_MS = 86_400_000;

export async function listNamed(
  tx: Tx,
  ctx: Context,
  { cursor, limit, ...filter }: store.NamedFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: NamedLink[]; next: string | null }> {
  const after = cursor ? readCursor(cursor) : null;
  const rows = await store.findNamed(tx, ctx.workspace.id, filter, { after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const { domain } = await settingsOf(tx, ctx);
  return {
    items: shown.map((row) => toNamed(ctx, domain, row)),
    next: last ? writeCursor(last.created_at, last.link_id) : null,
  };
}

export async function makeNamed(
  tx: Tx,
  ctx: Context,
  input: { readonly name: string; readonly target: string; readonly days: number | null },
): Promise<NamedLink> {
  const linkId = newId('slk');
  const target = await targetOf(tx, ctx, input.target);
  const expiresAt = input.days === null ? null : new Date(ctx.now.getTime() + input.days * DAY_MS);
  const link = {
    linkId,
    code: makeCode({ home: ctx.runtime.home, workspace: ctx.workspace.id }),
    name: input.name,
    target,
    expiresAt,
    by: ctx.actor.name,
  };
  await store.insertNamed(tx, ctx.workspace.id, link, ctx.now);
  await audit(tx, ctx, {
    action: 'links.made',
    entity: 'short_link',
    entityId: linkId,
    detail: { name: input.name, target },
  });
  return getNamed(tx, ctx, linkId);
}

export async function changeNamed(
  tx: Tx,
  ctx: Context,
  linkId: string,
  input: { readonly name?: string | undefined; readonly target?: string | undefined },
): Promise<NamedLink> {
  const row = await requireNamed(tx, ctx, linkId);
  const target = input.target === undefined ? row.target : await targetOf(tx, ctx, input.target);
  const to = { name: input.name ?? row.name, target };
  await store.updateNamed(tx, ctx.workspace.id, linkId, { ...to, archivedAt: row.archived_at });
  await audit(tx, ctx, { action: 'links.changed', entity: 'short_link', entityId: linkId, detail: to });
  return getNamed(tx, ctx, linkId);
}

/** Safe to run twice. */
export async function archiveNamed(tx: Tx, ctx: Context, linkId: string, archived: boolean): Promise<NamedLink> {
  const row = await requireNamed(tx, ctx, linkId);
  if ((row.archived_at !== null) !== archived) {
    await store.updateNamed(tx, ctx.workspace.id, linkId, { ...row, archivedAt: archived ? ctx.now : null });
    const action = archived ? 'links.archived' : 'links.restored';
    await audit(tx, ctx, { action, entity: 'short_link', entityId: linkId, detail: { name: row.name } });
  }
  return getNamed(tx, ctx, linkId);
}

export async function getNamed(tx: Tx, ctx: Context, linkId: string): Promise<NamedLink> {
  const row = await requireNamed(tx, ctx, linkId);
  return toNamed(ctx, (await settingsOf(tx, ctx)).domain, row);
}

const SHOWN_DAYS = 60;

export async function describeNamed(tx: Tx, ctx: Context, linkId: string) {
  const since = new Date(ctx.now.getTime() - SHOWN_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { ...(await getNamed(tx, ctx, linkId)), days: await store.daysOf(tx, ctx.workspace.id, linkId, since) };
}

async function requireNamed(tx: Tx, ctx: Context, linkId: string): Promise<store.NamedRow> {
  const row = await store.findOneNamed(tx, ctx.workspace.id, linkId);
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '链接' : 'link' });
  return row;
}

/** A short link that leads to one of ours could lead round and round. */
async function targetOf(tx: Tx, ctx: Context, given: string): Promise<string> {
  const target = readTarget(given);
  if (target === null)
    throw new Problem('invalid_input', {}, [{ path: 'target', field: 'target', message: 'https://…' }]);
  const { domain } = await settingsOf(tx, ctx);
  const isShort = [publicUrl(ctx.runtime), baseOf(ctx, domain)].some((base) => target.startsWith(`${base}/l/`));
  if (isShort) throw new Problem('link_leads_to_link');
  return target;
}

function toNamed(ctx: Context, domain: string, row: store.NamedRow): NamedLink {
  return {
    linkId: row.link_id,
    name: row.name,
    url: linkUrl(ctx, domain, row.code),
    target: row.target,
    state: stateOf(row, ctx.now),
    visitors: row.visitors,
    visits: row.clicks,
    bots: row.bots,
    lastAt: row.last_clicked_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  };
}
