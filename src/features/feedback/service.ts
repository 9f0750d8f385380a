/** Who outside is asked to read a workspace's texts. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { unseal } from '../access/index.ts';
import type { Service } from './model.ts';
import * as store from './store-text-model.ts';

export const purposeOf = (ctx: Context): string => `text model ${ctx.workspace.id}`;

/** null: nothing is set up, or nobody outside is to be asked: histories that are walked again and scratch copies read with the built-in model. */
export async function loadService(tx: Tx, ctx: Context): Promise<Service | null> {
  if (ctx.workspace.kind === 'scratch' || ctx.outbox) return null;
  const row = await store.findTextModel(tx, ctx.workspace.id);
  return row ? serviceOf(ctx, row) : null;
}

export function serviceOf(ctx: Context, row: store.TextModelRow): Service {
  const key = row.key_sealed === null ? null : unseal(ctx.runtime, purposeOf(ctx), row.key_sealed);
  return {
    id: idOf(ctx, row),
    baseUrl: row.base_url,
    model: row.model,
    timeoutMs: row.timeout_ms,
    use: row.used_for,
    key,
    isKeyLost: row.key_sealed !== null && key === null,
  };
}

export const idOf = (ctx: Context, row: store.TextModelRow): string =>
  `${ctx.workspace.id} ${row.updated_at.getTime()}`;
