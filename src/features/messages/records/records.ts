/** The record of messages as the console shows it. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { Problem } from '../../../kit/errors.ts';
import { may } from '../../access/index.ts';
import {
  maskedEmail,
  maskedPhone,
  maskedWords,
  noteListed,
  noteViewed,
  requireCustomer,
  searchPatterns,
} from '../../customers/index.ts';
import { readCursor, writeCursor } from '../../events/index.ts';
import { listPlaybooks } from '../../playbooks/index.ts';
import type { AttemptLine, MessageDetail, MessageLine, TemplateLine, Written } from '../contract-records.ts';
import { ChannelKind } from '../contract-definition.ts';
import { blindAdapters } from '../receipts/reach.ts';
import * as store from './store-records.ts';

export interface Question extends Omit<store.LineFilter, 'patterns'> {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function listMessages(
  ctx: Context,
  question: Question,
): Promise<{ items: MessageLine[]; next: string | null; counts: Record<string, number> }> {
  const filter = { ...question, patterns: searchPatterns(question.q ?? '', may(ctx, 'customers:reveal')) };
  return ctx.tx(async (tx) => {
    const after = question.cursor ? readCursor(question.cursor) : null;
    const rows = await store.findLines(tx, ctx, filter, { after, limit: question.limit + 1 });
    const shown = rows.slice(0, question.limit);
    const last = rows.length > question.limit ? shown.at(-1) : undefined;
    const names = await playbookNames(tx, ctx);
    await noteListed(tx, ctx, 'messages', shown.length);
    return {
      items: shown.map((row) => lineOf(row, names)),
      next: last ? writeCursor(last.created_at, last.message_id) : null,
      counts: await store.countStates(tx, ctx, filter),
    };
  });
}

export function getMessage(ctx: Context, id: string): Promise<MessageDetail> {
  return ctx.tx(async (tx) => {
    const [row] = await store.findLines(tx, ctx, { message: id }, { after: null, limit: 1 });
    if (!row) throw new Problem('not_found', { what: 'message' });
    await noteViewed(tx, ctx, [await requireCustomer(tx, ctx, row.customer_id)]);
    const attempts = await store.findAttempts(tx, ctx.workspace.id, id);
    const receipts = await store.findReceipts(
      tx,
      ctx.workspace.id,
      attempts.map((attempt) => attempt.delivery_id),
    );
    const replies = await store.findReplies(tx, ctx.workspace.id, id, row.customer_id);
    return {
      ...lineOf(row, await playbookNames(tx, ctx)),
      epoch: row.epoch,
      runId: row.run_id,
      node: row.node,
      choice: row.choice,
      answeredAt: iso(row.answered_at),
      closedAt: iso(row.closed_at),
      attemptsMade: attempts.map((attempt) => attemptOf(ctx, attempt, receipts)),
      replies: replies.map(({ channel, text, kind, received_at: at }) => ({
        channel,
        text: maskedWords(ctx, text),
        kind,
        at: at.toISOString(),
      })),
    };
  });
}

export function listTemplates(ctx: Context): Promise<{ items: TemplateLine[] }> {
  return ctx.tx(async (tx) => {
    const names = await playbookNames(tx, ctx);
    // A key of a playbook has no underscore; what has one is told once by another room and is nobody's template to try.
    const rows = (await store.latestTemplates(tx, ctx.workspace.id)).filter(({ playbook }) => !playbook.includes('_'));
    return {
      items: rows.map(({ playbook, version, definition }) => ({
        playbook,
        version,
        key: definition.key,
        name: definition.name,
        playbookName: names.get(playbook) ?? null,
        purpose: definition.purpose,
        channels: ChannelKind.options.filter((channel) => definition.channels[channel] !== undefined),
      })),
    };
  });
}

export type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

export async function playbookNames(tx: Tx, ctx: Context): Promise<Names> {
  const playbooks = await listPlaybooks(tx, ctx.workspace.id);
  return new Map(playbooks.map((playbook) => [playbook.key, playbook.definition.name]));
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The beginning of the words on one line. */
export function previewOf(written: Written | null): string | null {
  if (!written) return null;
  const text = (written.subject ?? written.text).map((piece) => piece.text).join('');
  return text
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

/** What was sent together belongs to no playbook. */
const TOGETHER = { zh: '群发', en: 'Broadcast' };

/** What a person wrote has no template to be named after. */
const REPLY = { zh: '人工回复', en: 'Written by a person' };

function lineOf(row: store.LineRow, names: Names): MessageLine {
  return {
    messageId: row.message_id,
    customerId: row.customer_id,
    customer: row.name,
    playbook: row.playbook,
    version: row.version,
    playbookName: names.get(row.playbook) ?? (row.group_id === null ? null : TOGETHER),
    key: row.message_key,
    name: row.definition?.name ?? (row.author_name === null ? null : REPLY),
    purpose: row.purpose,
    state: row.state,
    reason: row.reason,
    channel: row.channel,
    adapter: row.adapter,
    plan: row.plan,
    step: row.step,
    attempts: row.attempts,
    dueAt: row.closed_at ? null : iso(row.next_at),
    createdAt: row.created_at.toISOString(),
    at: row.updated_at.toISOString(),
    preview: previewOf(row.written),
    closeReason: row.close_reason,
    variant: row.variant,
  };
}

function attemptOf(ctx: Context, row: store.AttemptRow, receipts: readonly store.ReceiptRow[]): AttemptLine {
  return {
    deliveryId: row.delivery_id,
    step: row.step,
    attempt: row.try,
    channel: row.channel,
    adapter: row.adapter,
    receiptsPossible: row.adapter === null || !blindAdapters(ctx).includes(row.adapter),
    state: row.state,
    reason: row.reason,
    dueAt: row.due_at.toISOString(),
    address: row.channel === 'email' ? maskedEmail(ctx, row.address) : maskedPhone(ctx, row.address),
    written: row.content,
    decision: row.decision,
    providerId: row.provider_id,
    code: row.code,
    note: row.note,
    sentAt: iso(row.sent_at),
    deliveredAt: iso(row.delivered_at),
    readAt: iso(row.read_at),
    failedAt: iso(row.failed_at),
    updatedAt: row.updated_at.toISOString(),
    receipts: receipts
      .filter((receipt) => receipt.delivery_id === row.delivery_id)
      .map(({ status, at, recorded_at: recordedAt, moved, code, note }) => ({
        status,
        at: at.toISOString(),
        recordedAt: recordedAt.toISOString(),
        moved,
        code,
        note,
      })),
  };
}
