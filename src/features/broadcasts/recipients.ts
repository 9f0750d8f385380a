/** The recipients of a broadcast one by one, on a screen and as a file. */
import type { FastifyReply } from 'fastify';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { may } from '../access/index.ts';
import { csvLine, csvStream, maskedPhone, maskedWords, noteListed, sendCsv } from '../customers/index.ts';
import { CHANNEL_WORDS } from '../messages/index.ts';
import type { Recipient } from './contract-recipients.ts';
import { CSV_HEADER, reasonWords, STATE_WORDS } from './contract-words.ts';
import { note } from './service.ts';
import * as store from './store.ts';
import { findLog, type LogFilter, type LogRow } from './store-log.ts';
import { digitsOf } from './tell.ts';

async function pageOf(ctx: Context, id: string, filter: LogFilter, after: number, limit: number) {
  return ctx.tx(async (tx) => {
    const row = await store.find(tx, ctx.workspace.id, id);
    if (!row) throw new Problem('not_found', { what: 'broadcast' });
    const about = { id, digits: digitsOf(id), stopped: row.state === 'stopped' };
    const whole = may(ctx, 'customers:reveal');
    const rows = await findLog(tx, ctx, about, filter, { after, limit: limit + 1, whole });
    const shown = rows.slice(0, limit);
    await noteListed(tx, ctx, id, shown.length);
    return {
      row,
      items: shown.map((each) => lineOf(ctx, each)),
      next: rows.length > limit ? (shown.at(-1)?.n ?? null) : null,
    };
  });
}

export async function listRecipients(
  ctx: Context,
  id: string,
  { cursor, limit, ...filter }: LogFilter & { cursor?: string | undefined; limit: number },
) {
  const { items, next } = await pageOf(ctx, id, filter, Number(cursor ?? 0) || 0, limit);
  return { items, next: next === null ? null : String(next) };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function lineOf(ctx: Context, row: LogRow): Recipient {
  return {
    n: row.n,
    customerId: row.customer_id,
    externalId: row.external_id,
    name: row.name,
    phone: maskedPhone(ctx, row.phone),
    state: row.state as Recipient['state'],
    reason: row.reason,
    channel: row.channel,
    messageId: row.message_id,
    dueAt: iso(row.due_at),
    sentAt: iso(row.sent_at),
    deliveredAt: iso(row.delivered_at),
    readAt: iso(row.read_at),
    reply: row.reply === null ? null : maskedWords(ctx, row.reply),
    repliedAt: iso(row.replied_at),
  };
}

/** Read in one go from the database, written in one go to the file. */
const PAGE = 1000;

export async function downloadRecipients(
  reply: FastifyReply,
  ctx: Context,
  id: string,
  filter: LogFilter,
): Promise<never> {
  const first = await pageOf(ctx, id, filter, 0, PAGE);
  await ctx.tx((tx) => note(tx, ctx, 'downloaded', id, { name: first.row.name }));
  const { locale } = ctx;
  async function* lines() {
    for (let page = first; ; page = await pageOf(ctx, id, filter, page.next, PAGE)) {
      let text = '';
      for (const each of page.items)
        text += csvLine([
          each.externalId,
          each.name,
          each.phone,
          STATE_WORDS[each.state][locale],
          each.reason === null ? '' : reasonWords(each.reason)[locale],
          each.channel === null ? '' : CHANNEL_WORDS[each.channel][locale],
          each.sentAt,
          each.deliveredAt,
          each.readAt,
          each.repliedAt,
          each.reply,
        ]);
      yield text;
      if (page.next === null) return;
    }
  }
  return sendCsv(reply, `${first.row.name}.csv`, csvStream(CSV_HEADER[locale], lines()));
}
