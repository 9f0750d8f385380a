/** What was said, page by page. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { maskedWords } from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import type { Line } from './contract-lines.ts';
import { maskedClaim } from './present.ts';
import { type ConversationRow, findConversation } from './store.ts';
import { findLines, type LineRow } from './store-lines.ts';

export async function requireConversation(tx: Tx, ctx: Context, id: string, lock = false): Promise<ConversationRow> {
  const row = await findConversation(tx, ctx, id, lock);
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '会话' : 'conversation' });
  return row;
}

export function listLines(
  ctx: Context,
  id: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Line[]; next: string | null }> {
  const after = cursor ? readCursor(cursor) : null;
  return ctx.tx(async (tx) => {
    const thread = await requireConversation(tx, ctx, id);
    const rows = await findLines(tx, ctx.workspace.id, thread, { after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const names = shown.some((row) => row.playbook)
      ? new Map((await listPlaybooks(tx, ctx.workspace.id)).map(({ key, definition }) => [key, definition.name]))
      : new Map<string, { zh: string; en: string }>();
    return {
      items: shown.map((row) => toLine(ctx, row, names)),
      next: last ? writeCursor(last.at, last.id) : null,
    };
  });
}

/** A number somebody left is masked as everywhere. */
function maskedDetail(ctx: Context, detail: LineRow['detail']): LineRow['detail'] {
  const { name = null, phone = null, email = null } = detail ?? {};
  return { ...maskedClaim(ctx, { name, phone, email }) };
}

type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

function toLine(ctx: Context, row: LineRow, names: Names): Line {
  const words = (pieces: readonly { readonly text: string }[] | undefined): string | null =>
    pieces ? pieces.map((piece) => piece.text).join('') : null;
  const text = row.text ?? row.own?.text ?? words(row.written?.text);
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    subject: row.own?.subject ?? words(row.written?.subject),
    text: row.kind === 'in' ? maskedWords(ctx, text) : text,
    by: row.by_name === null ? null : { id: row.by_id, name: row.by_name },
    playbook: row.playbook ? { key: row.playbook, name: names.get(row.playbook) ?? null } : null,
    messageId: row.message_id,
    state: row.state as Line['state'],
    reason: row.reason,
    said: row.said,
    media: (row.media ?? []).map(({ kind, name }) => ({ kind, name: name ?? null })),
    sandbox: row.adapter === 'sandbox',
    action: row.action,
    detail: row.action === 'claimed' ? maskedDetail(ctx, row.detail) : row.detail,
  };
}
