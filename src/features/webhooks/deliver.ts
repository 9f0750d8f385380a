/** What is due goes out: claimed under a lease, posted outside any transaction, and the outcomes written together. */
import { createHash } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { audit, unseal } from '../access/index.ts';
import { type WebhookConnector, webhookConnector } from './connector.ts';
import { decideNext, GIVE_UP_MS, HOLD_MS, isUnreachable, type Next, type Outcome } from './decide.ts';
import { DELIVER, deliveryJob, type DeliverPayload } from './jobs-shape.ts';
import { signatureHeaders } from './sign.ts';
import { findWebhook, type OffReason, updateWebhookRow, type WebhookRow } from './store.ts';
import { claimDue, type DeliveryRow, holdDue, releaseHeld, type Written, writeOutcomes } from './store-deliveries.ts';

const BATCH = 20;
/** At one address at a time. */
const PARALLEL = 4;
/** Longer than the slowest batch: 20 messages in fours at ten seconds. */
const LEASE_MS = 2 * 60_000;
/** An attempt due within this is not left to the sweep, which comes once a minute. */
const SOON_MS = 60_000;

export const deliver = job<DeliverPayload>(DELIVER, async (ctx, { webhook }, run) => {
  if (ctx.workspace.kind === 'scratch' || ctx.outbox) return;
  const connector = ctx.runtime.only(webhookConnector);
  while (!run.signal.aborted) {
    const claimed = await ctx.tx((tx) => claim(tx, ctx, webhook));
    if (!claimed) return;
    const ended = await postAll(connector, claimed, run.signal);
    await ctx.tx((tx) => settle(tx, ctx, webhook, ended));
  }
});

interface Claimed {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly rows: readonly DeliveryRow[];
}

async function claim(tx: Tx, ctx: Context, id: string): Promise<Claimed | null> {
  const webhook = await findWebhook(tx, ctx.workspace.id, id, true);
  if (!webhook?.active) return null;
  const secrets = secretsOf(ctx, webhook);
  if (secrets.length === 0) {
    await switchOff(tx, ctx, webhook, 'secret');
    return null;
  }
  const until = new Date(ctx.now.getTime() + LEASE_MS);
  // An address that does not answer is tried with one message.
  const most = webhook.failing_since ? 1 : BATCH;
  const rows = await claimDue(tx, ctx.workspace.id, id, { now: ctx.now, until, most });
  return rows.length > 0 ? { url: webhook.url, secrets, rows } : null;
}

/** None when the key of the installation is another than the one they were sealed with. */
function secretsOf(ctx: Context, webhook: WebhookRow): string[] {
  const { old_secret_sealed: old, old_secret_until: until } = webhook;
  const current = unseal(ctx.runtime, 'webhooks', webhook.secret_sealed);
  if (current === null) return [];
  const former = old && until && until.getTime() > Date.now() ? unseal(ctx.runtime, 'webhooks', old) : null;
  return former ? [current, former] : [current];
}

interface Ended {
  readonly row: DeliveryRow;
  readonly outcome: Outcome;
}

async function postAll(connector: WebhookConnector, claimed: Claimed, signal: AbortSignal): Promise<Ended[]> {
  const ended: Ended[] = [];
  const waiting = [...claimed.rows];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const message = { id: row.delivery_id, timestamp: Math.floor(Date.now() / 1000), body: row.body };
      const headers = signatureHeaders(message, claimed.secrets);
      ended.push({ row, outcome: await connector.post({ url: claimed.url, headers, body: row.body }, signal) });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  // Cut off by the stop of this process: nobody knows whether they arrived. Their lease ends and they go again, under the same id.
  return signal.aborted ? ended.filter(({ outcome }) => outcome.error !== 'timeout') : ended;
}

async function settle(tx: Tx, ctx: Context, id: string, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const { now, workspace } = ctx;
  const decided = ended.map((each) => ({
    ...each,
    next: decideNext(each.outcome, each.row.attempts, chanceOf(each.row)),
  }));
  const written = decided.map((each) => toWritten(ctx, each)).sort((a, b) => (a.delivery_id < b.delivery_id ? -1 : 1));
  const webhook = await findWebhook(tx, workspace.id, id, true);
  if (!webhook) return;
  await writeOutcomes(tx, workspace.id, written);
  const soon = written.flatMap(({ due_at }) => (due_at ? [due_at.getTime() - now.getTime()] : []));
  const first = Math.min(...soon);
  if (first <= SOON_MS) await enqueue(tx, ctx, [deliveryJob(ctx, id, new Date(Date.now() + first + 100))]);
  await noteHealth(tx, ctx, webhook, decided);
}

async function noteHealth(
  tx: Tx,
  ctx: Context,
  webhook: WebhookRow,
  decided: readonly (Ended & { next: Next })[],
): Promise<void> {
  const { now, workspace } = ctx;
  if (decided.some(({ next }) => next.state === 'failed' && next.gone)) return switchOff(tx, ctx, webhook, 'gone');
  if (decided.some(({ next }) => next.state === 'sent')) {
    if (!webhook.failing_since) return;
    await updateWebhookRow(tx, workspace.id, { ...webhook, failing_since: null });
    return releaseHeld(tx, workspace.id, webhook.webhook_id, now);
  }
  const since = webhook.failing_since ?? now;
  if (now.getTime() - since.getTime() >= GIVE_UP_MS) return switchOff(tx, ctx, webhook, 'failing');
  if (!webhook.failing_since) await updateWebhookRow(tx, workspace.id, { ...webhook, failing_since: now });
  if (decided.every(({ outcome }) => isUnreachable(outcome)))
    await holdDue(tx, workspace.id, webhook.webhook_id, now, new Date(now.getTime() + HOLD_MS));
}

async function switchOff(tx: Tx, ctx: Context, webhook: WebhookRow, reason: OffReason): Promise<void> {
  await updateWebhookRow(tx, ctx.workspace.id, { ...webhook, active: false, off_reason: reason, off_at: ctx.now });
  const detail = { name: webhook.name, url: webhook.url, reason };
  await audit(tx, ctx, { action: 'webhook.switched_off', entity: 'webhook', entityId: webhook.webhook_id, detail });
}

function toWritten(ctx: Context, { row, outcome, next }: Ended & { next: Next }): Written {
  const { status, error, response, ms } = outcome;
  const at = ctx.now;
  return {
    delivery_id: row.delivery_id,
    state: next.state,
    due_at: next.state === 'waiting' ? new Date(at.getTime() + next.seconds * 1000) : null,
    status,
    error,
    response,
    attempt: { at: at.toISOString(), status, error, ms },
    done_at: next.state === 'waiting' ? null : at,
  };
}

/** In [0, 1), the same for the same attempt: decisions that are taken again come out alike. */
function chanceOf(row: DeliveryRow): number {
  return createHash('sha256').update(`${row.delivery_id}:${row.attempts}`).digest().readUInt32BE() / 2 ** 32;
}
