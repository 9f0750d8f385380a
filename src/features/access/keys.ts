import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from './audit.ts';
import type { ApiKey } from './contract.ts';
import { beyond } from './decide.ts';
import { declaredPermissions } from './gate.ts';
import { newApiKey, sha256 } from './secret.ts';
import { findKey, insertKey, type KeyRow, listKeyRows, replaceKeyRow, revokeKeyRow } from './store-keys.ts';

function toKey(row: KeyRow): ApiKey {
  return {
    id: row.key_id,
    name: row.name,
    prefix: row.prefix,
    permissions: [...row.permissions],
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    perMinute: row.per_minute,
    rotatedTo: row.rotated_to,
  };
}

export async function keysOf(tx: Tx, ctx: Context): Promise<ApiKey[]> {
  return (await listKeyRows(tx, ctx.workspace.id)).map(toKey);
}

const PREFIX_LENGTH = 9;

interface WantedKey {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly expiresAt?: string | null | undefined;
  readonly perMinute?: number | null | undefined;
}

/** `secret` is the key itself: returned here and kept nowhere. */
export async function makeKey(ctx: Context, wanted: WantedKey): Promise<{ key: ApiKey; secret: string }> {
  const made = draftOf(ctx, wanted);
  await ctx.tx((tx) => addKey(tx, ctx, made));
  return { key: toKey(made.row), secret: made.secret };
}

function draftOf(ctx: Context, wanted: WantedKey): { row: KeyRow; secret: string } {
  const declared = declaredPermissions(ctx.runtime);
  const unknown = wanted.permissions.filter((permission) => !declared.includes(permission));
  if (unknown.length > 0) throw new Problem('unknown_permission', { permissions: unknown.join(', ') });
  const lacking = beyond(ctx.permissions, wanted.permissions);
  if (lacking.length > 0) throw new Problem('more_than_own', { permissions: lacking.join(', ') });
  // Real time: a key is for the world outside, whatever the workspace's clock says.
  const now = new Date();
  const expires = wanted.expiresAt ? new Date(wanted.expiresAt) : null;
  if (expires && expires <= now) throw new Problem('expiry_past', {}, [{ path: 'expiresAt', message: 'past' }]);
  const secret = newApiKey();
  const row: KeyRow = {
    key_id: newId('key'),
    workspace_id: ctx.workspace.id,
    name: wanted.name,
    prefix: secret.slice(0, PREFIX_LENGTH),
    permissions: [...new Set(wanted.permissions)].sort(),
    created_by: ctx.actor.name,
    created_at: now,
    last_used_at: null,
    expires_at: expires,
    revoked_at: null,
    per_minute: wanted.perMinute ?? null,
    rotated_to: null,
  };
  return { row, secret };
}

async function addKey(tx: Tx, ctx: Context, { row, secret }: { row: KeyRow; secret: string }): Promise<void> {
  await insertKey(tx, sha256(secret), row);
  const { name, permissions, prefix } = row;
  const detail = { name, prefix, permissions, expiresAt: row.expires_at };
  await audit(tx, ctx, { action: 'key.created', entity: 'key', entityId: row.key_id, detail });
}

const HOUR_MS = 3_600_000;

/** A new key in the place of an old one: same name, permissions, pace and length of life. The old one goes on for `hours`. */
export async function rotateKeyOf(
  ctx: Context,
  keyId: string,
  hours: number,
): Promise<{ key: ApiKey; secret: string }> {
  return ctx.tx(async (tx) => {
    const old = await findKey(tx, ctx.workspace.id, keyId);
    if (!old) throw new Problem('not_found', { what: 'key' });
    const now = Date.now();
    if (old.revoked_at || old.rotated_to || (old.expires_at && old.expires_at.getTime() <= now))
      throw new Problem('key_ended', { name: old.name });
    const life = old.expires_at && old.expires_at.getTime() - old.created_at.getTime();
    const expiresAt = life ? new Date(now + life).toISOString() : null;
    const { name, permissions, per_minute: perMinute } = old;
    const made = draftOf(ctx, { name, permissions, perMinute, expiresAt });
    await addKey(tx, ctx, made);
    await replaceKeyRow(tx, ctx.workspace.id, keyId, made.row.key_id, new Date(now + hours * HOUR_MS));
    const detail = { name, prefix: [old.prefix, made.row.prefix], hours };
    await audit(tx, ctx, { action: 'key.rotated', entity: 'key', entityId: keyId, detail });
    return { key: toKey(made.row), secret: made.secret };
  });
}

export async function revokeKeyOf(ctx: Context, keyId: string): Promise<ApiKey> {
  return ctx.tx(async (tx) => {
    const row = await findKey(tx, ctx.workspace.id, keyId);
    if (!row) throw new Problem('not_found', { what: 'key' });
    if (row.revoked_at) return toKey(row);
    await revokeKeyRow(tx, ctx.workspace.id, keyId, new Date());
    const detail = { name: row.name, prefix: row.prefix };
    await audit(tx, ctx, { action: 'key.revoked', entity: 'key', entityId: keyId, detail });
    return toKey((await findKey(tx, ctx.workspace.id, keyId)) ?? row);
  });
}
