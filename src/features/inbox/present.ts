/** Stored rows as the contract shows them. Every answer about conversations passes here, so numbers are masked here. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf } from '../access/index.ts';
import { maskedEmail, maskedPhone, maskedWords } from '../customers/index.ts';
import type { Claim, Conversation } from './contract.ts';
import type { ConversationRow } from './store.ts';
import type { ListedConversation } from './store-list.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function toConversations(
  tx: Tx,
  ctx: Context,
  rows: readonly ListedConversation[],
): Promise<Conversation[]> {
  const ids = new Set(rows.map((row) => row.assignee_id).filter((id) => id !== null));
  const names = new Map(
    ids.size > 0 ? (await membersOf(tx, ctx)).map(({ id, name, email }) => [id, name ?? email] as const) : [],
  );
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    channel: row.channel,
    customer: row.customer_id === null ? null : { customerId: row.customer_id, name: row.customer_name },
    address: maskedAddress(ctx, row),
    name: row.name,
    state: row.state,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: names.get(row.assignee_id) ?? '—' },
    unread: row.unread,
    waitingSince: iso(row.waiting_since),
    last:
      row.last_text === null || row.last_from === null
        ? null
        : { from: row.last_from, text: maskedWords(ctx, row.last_text), at: row.last_at.toISOString() },
    lastInboundAt: iso(row.last_inbound_at),
    at: row.last_at.toISOString(),
  }));
}

/** The id of a visitor or of a friend at WeCom says nothing to a person. */
export function maskedAddress(
  ctx: Context,
  { channel, address }: Pick<ConversationRow, 'channel' | 'address'>,
): string | null {
  if (channel === 'email') return maskedEmail(ctx, address);
  return channel === 'sms' || channel === 'voice' ? maskedPhone(ctx, address) : null;
}

export function maskedClaim(ctx: Context, claim: Claim | null): Claim | null {
  return claim && { name: claim.name, phone: maskedPhone(ctx, claim.phone), email: maskedEmail(ctx, claim.email) };
}
