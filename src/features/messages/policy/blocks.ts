/** Whom the company does not contact: pasted, imported, ended, begun again. */
import { addDays } from '../../../engine/condition/dates.ts';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import { audit } from '../../access/index.ts';
import { findNamed, maskedEmail, maskedPhone, normalizeEmail, normalizePhone } from '../../customers/index.ts';
import { readCursor, writeCursor } from '../../events/index.ts';
import { isEmail, isPhone } from '../accounts/addresses.ts';
import { blockHashes } from './block-hash.ts';
import type { Block, BlockKind } from '../contract-blocks.ts';
import { type BlockLine, readBlockLines } from '../decide-blocks.ts';
import * as store from './store-blocks.ts';

export function list(ctx: Context, { q, cursor, limit }: { q: string; cursor?: string | undefined; limit: number }) {
  return ctx.tx(async (tx) => {
    const after = cursor ? readCursor(cursor) : null;
    const rows = await store.listBlocks(tx, ctx.workspace.id, { after, limit: limit + 1, q });
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map((row) => toBlock(ctx, row)),
      next: rows.length > limit && last ? writeCursor(last.created_at, last.block_id) : null,
      active: await store.countBlocks(tx, ctx.workspace.id, ctx.now),
    };
  });
}

export function add(ctx: Context, input: { text: string; reason: string; until: string | null }) {
  const lines = readBlockLines(input.text);
  return ctx.tx(async (tx) => {
    const known = await whoIs(tx, ctx, lines);
    const rows = new Map<string, store.BlockRow>();
    const wrong: { line: number; text: string }[] = [];
    const hash = blockHashes(ctx);
    for (const line of lines) {
      const who = known(line.value);
      if (!who) wrong.push({ line: line.line, text: line.value.slice(0, 80) });
      else {
        const key = hash(who.kind, who.value);
        rows.set(`${who.kind}/${key}`, {
          block_id: newId('blk'),
          kind: who.kind,
          hash: key,
          shown: who.shown,
          customer_id: who.customerId,
          reason: line.reason ?? input.reason,
          expires_at: endOf(ctx, line.until ?? input.until),
          created_by: ctx.actor.name,
          created_at: ctx.now,
        });
      }
    }
    const all = [...rows.values()];
    const mine = new Set(all.map((row) => row.block_id));
    const saved = await store.saveBlocks(tx, ctx.workspace.id, all);
    const added = saved.filter((id) => mine.has(id)).length;
    if (all.length > 0)
      await audit(tx, ctx, {
        action: 'messages.blocked',
        entity: 'contact_block',
        entityId: all.length === 1 ? (saved[0] ?? '') : ctx.workspace.id,
        detail: { added, renewed: all.length - added, reason: input.reason },
      });
    return { added, renewed: all.length - added, wrong: wrong.slice(0, 200) };
  });
}

export function change(
  ctx: Context,
  id: string,
  { blocked, until }: { blocked: boolean; until: string | null },
): Promise<Block> {
  return ctx.tx(async (tx) => {
    const row = await store.endBlock(tx, ctx.workspace.id, id, blocked ? endOf(ctx, until) : ctx.now);
    if (!row) throw new Problem('not_found', { what: id });
    await audit(tx, ctx, {
      action: blocked ? 'messages.blocked' : 'messages.unblocked',
      entity: 'contact_block',
      entityId: id,
      detail: { reason: row.reason, until },
    });
    return toBlock(ctx, row);
  });
}

/** The end of its last day here. */
function endOf(ctx: Context, until: string | null): Date | null {
  return until === null ? null : new Date(zoneCalendar(ctx.workspace.zone).startOfDate(addDays(until, 1)));
}

interface Who {
  readonly kind: BlockKind;
  readonly value: string;
  readonly shown: string;
  readonly customerId: string | null;
}

/** A mailbox and a mobile number say so themselves; else the company's number of a customer; else any telephone. */
async function whoIs(tx: Tx, ctx: Context, lines: readonly BlockLine[]): Promise<(value: string) => Who | null> {
  const names = [...new Set(lines.map((line) => line.value))].filter((value) => !isAddress(value));
  const rows = await findNamed(tx, ctx, names);
  const byName = new Map(rows.flatMap((row) => [[row.external_id, row] as const, [row.customer_id, row] as const]));
  return (value) => {
    const email = normalizeEmail(value);
    if (isEmail(email)) return { kind: 'email', value: email, shown: email, customerId: null };
    const customer = isAddress(value) ? undefined : byName.get(value);
    if (customer) {
      const { customer_id: customerId, external_id: id, name } = customer;
      return { kind: 'customer', value: id, shown: name ? `${name} (${id})` : id, customerId };
    }
    const phone = normalizePhone(value);
    return isPhone(phone) ? { kind: 'phone', value: phone, shown: phone, customerId: null } : null;
  };
}

const isAddress = (value: string): boolean =>
  isEmail(normalizeEmail(value)) || /^\+\d{8,15}$|^(\+?86)?1[3-9]\d{9}$/.test(value.replace(/[\s-]/g, ''));

function toBlock(ctx: Context, row: store.BlockRow): Block {
  const { block_id: blockId, kind, shown, customer_id: customerId, reason, expires_at: ends, created_by: by } = row;
  return {
    blockId,
    kind,
    shown: kind === 'phone' ? maskedPhone(ctx, shown) : kind === 'email' ? maskedEmail(ctx, shown) : shown,
    customerId,
    reason,
    expiresAt: ends?.toISOString() ?? null,
    expired: ends !== null && ends <= ctx.now,
    by,
    at: row.created_at.toISOString(),
  };
}
