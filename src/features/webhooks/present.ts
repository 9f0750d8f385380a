import type { Delivery, DeliveryDetail, Webhook } from './contract.ts';
import type { WebhookRow } from './store.ts';
import type { DeliveryCount, DeliveryRow } from './store-deliveries.ts';

export function toWebhook(row: WebhookRow, count: DeliveryCount | undefined): Webhook {
  return {
    webhookId: row.webhook_id,
    name: row.name,
    url: row.url,
    types: [...row.types],
    active: row.active,
    offReason: row.off_reason,
    offAt: row.off_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    sent: count?.sent ?? 0,
    failed: count?.failed ?? 0,
    waiting: count?.waiting ?? 0,
    lastAt: count?.last_at?.toISOString() ?? null,
  };
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    deliveryId: row.delivery_id,
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.state === 'waiting' ? (row.due_at?.toISOString() ?? null) : null,
    status: row.status,
    error: row.error,
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}

export function toDetail(row: DeliveryRow): DeliveryDetail {
  return { ...toDelivery(row), body: row.body, response: row.response, log: [...row.log] };
}
