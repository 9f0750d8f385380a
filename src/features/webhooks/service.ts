/** The verbs a person has over webhooks. What the queue does stands in deliver.ts. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { audit, seal } from '../access/index.ts';
import { webhookConnector } from './connector.ts';
import { type Delivery, MOST_WEBHOOKS, PING, type Webhook } from './contract.ts';
import { deliveryJob } from './jobs-shape.ts';
import { toDelivery, toWebhook } from './present.ts';
import { newSecret } from './sign.ts';
import * as store from './store.ts';
import * as deliveries from './store-deliveries.ts';

/** How long the old signature goes with the new one. */
const OVERLAP_MS = 24 * 3_600_000;

export async function requireWebhook(tx: Tx, ctx: Context, id: string, lock = false): Promise<store.WebhookRow> {
  const row = await store.findWebhook(tx, ctx.workspace.id, id, lock);
  if (!row) throw new Problem('not_found', { what: 'webhook' });
  return row;
}

export async function webhooksOf(tx: Tx, ctx: Context): Promise<Webhook[]> {
  const counts = await deliveries.countDeliveries(tx, ctx.workspace.id);
  const rows = await store.listWebhookRows(tx, ctx.workspace.id);
  return rows.map((row) =>
    toWebhook(
      row,
      counts.find((count) => count.webhook_id === row.webhook_id),
    ),
  );
}

async function described(tx: Tx, ctx: Context, id: string): Promise<Webhook> {
  const found = (await webhooksOf(tx, ctx)).find((one) => one.webhookId === id);
  if (!found) throw new Problem('not_found', { what: 'webhook' });
  return found;
}

function requireReachable(ctx: Context, url: string): void {
  const why = ctx.runtime.only(webhookConnector).refuse(url);
  if (why)
    throw new Problem('webhook_url_refused', {}, [{ path: 'url', field: 'url', message: REFUSED[why][ctx.locale] }]);
}

const REFUSED = {
  address_refused: {
    zh: '这是内网或本机地址；需要时请管理员把它写进 HUIXIANG_WEBHOOK_ALLOW',
    en: 'a private or local address; where it is wanted, name it in HUIXIANG_WEBHOOK_ALLOW',
  },
  plain_refused: { zh: '公网地址须用 https', en: 'a public address needs https' },
} as const;

export function createWebhook(ctx: Context, input: { name: string; url: string; types: readonly string[] }) {
  requireReachable(ctx, input.url);
  return ctx.tx(async (tx) => {
    if ((await store.listWebhookRows(tx, ctx.workspace.id)).length >= MOST_WEBHOOKS)
      throw new Problem('webhooks_full', { most: MOST_WEBHOOKS });
    const secret = newSecret();
    const id = newId('whk');
    await store.insertWebhook(tx, ctx.workspace.id, {
      webhook_id: id,
      name: input.name,
      url: input.url,
      types: [...new Set(input.types)],
      secret_sealed: seal(ctx.runtime, 'webhooks', secret),
      old_secret_sealed: null,
      old_secret_until: null,
      active: true,
      off_reason: null,
      off_at: null,
      failing_since: null,
      created_by: ctx.actor.name,
      created_at: ctx.now,
    });
    const { name, url, types } = input;
    await audit(tx, ctx, { action: 'webhook.created', entity: 'webhook', entityId: id, detail: { name, url, types } });
    return { webhook: await described(tx, ctx, id), secret };
  });
}

interface WebhookChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly active?: boolean | undefined;
}

export function updateWebhook(ctx: Context, id: string, change: WebhookChange): Promise<Webhook> {
  if (change.url !== undefined) requireReachable(ctx, change.url);
  return ctx.tx(async (tx) => {
    const before = await requireWebhook(tx, ctx, id, true);
    const active = change.active ?? before.active;
    const isSwitched = active !== before.active;
    const after: store.WebhookRow = {
      ...before,
      name: change.name ?? before.name,
      url: change.url ?? before.url,
      types: change.types ? [...new Set(change.types)] : before.types,
      active,
      ...(isSwitched
        ? { off_reason: active ? null : 'hand', off_at: active ? null : ctx.now, failing_since: null }
        : {}),
    };
    await store.updateWebhookRow(tx, ctx.workspace.id, after);
    if (isSwitched && active) {
      await deliveries.releaseHeld(tx, ctx.workspace.id, id, ctx.now);
      await enqueue(tx, ctx, [deliveryJob(ctx, id)]);
    }
    const detail = { name: after.name, url: after.url, types: after.types, active };
    await audit(tx, ctx, { action: 'webhook.changed', entity: 'webhook', entityId: id, detail });
    return described(tx, ctx, id);
  });
}

export function deleteWebhook(ctx: Context, id: string): Promise<{ deleted: boolean }> {
  return ctx.tx(async (tx) => {
    const { name, url } = await requireWebhook(tx, ctx, id, true);
    await store.deleteWebhookRow(tx, ctx.workspace.id, id);
    await audit(tx, ctx, { action: 'webhook.deleted', entity: 'webhook', entityId: id, detail: { name, url } });
    return { deleted: true };
  });
}

export function rotateSecret(ctx: Context, id: string): Promise<{ webhook: Webhook; secret: string }> {
  return ctx.tx(async (tx) => {
    const before = await requireWebhook(tx, ctx, id, true);
    const secret = newSecret();
    const isLost = before.off_reason === 'secret';
    await store.updateWebhookRow(tx, ctx.workspace.id, {
      ...before,
      secret_sealed: seal(ctx.runtime, 'webhooks', secret),
      old_secret_sealed: isLost ? null : before.secret_sealed,
      old_secret_until: isLost ? null : new Date(Date.now() + OVERLAP_MS),
    });
    await audit(tx, ctx, { action: 'webhook.rotated', entity: 'webhook', entityId: id, detail: { name: before.name } });
    return { webhook: await described(tx, ctx, id), secret };
  });
}

export function pingWebhook(ctx: Context, id: string): Promise<Delivery> {
  return ctx.tx(async (tx) => {
    const { active, name } = await requireWebhook(tx, ctx, id);
    if (!active) throw new Problem('webhook_off', { name });
    const deliveryId = newId('msg');
    const data = { workspace: ctx.workspace.id, from: ctx.actor.name };
    const body = JSON.stringify({ type: PING, timestamp: ctx.now.toISOString(), data });
    const row = { delivery_id: deliveryId, webhook_id: id, event_id: deliveryId, type: PING, body };
    await deliveries.insertDeliveries(tx, ctx.workspace.id, [row], ctx.now);
    await enqueue(tx, ctx, [deliveryJob(ctx, id)]);
    return toDelivery(await requireDelivery(tx, ctx, id, deliveryId));
  });
}

export async function requireDelivery(tx: Tx, ctx: Context, webhook: string, id: string) {
  const row = await deliveries.findDelivery(tx, ctx.workspace.id, webhook, id);
  if (!row) throw new Problem('not_found', { what: 'delivery' });
  return row;
}

export function resendDelivery(ctx: Context, webhook: string, id: string): Promise<Delivery> {
  return ctx.tx(async (tx) => {
    const { active, name } = await requireWebhook(tx, ctx, webhook);
    const row = await requireDelivery(tx, ctx, webhook, id);
    if (!active) throw new Problem('webhook_off', { name });
    await deliveries.redoDelivery(tx, ctx.workspace.id, id, ctx.now);
    await enqueue(tx, ctx, [deliveryJob(ctx, webhook)]);
    const detail = { name, type: row.type };
    await audit(tx, ctx, { action: 'webhook.resent', entity: 'webhook', entityId: webhook, detail });
    return toDelivery(await requireDelivery(tx, ctx, webhook, id));
  });
}
