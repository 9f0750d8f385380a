/** Who an unknown sender is: said by a person, and from then on everything from that address is hers. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import {
  addCustomer,
  type AddressKind,
  findAtAddresses,
  linkIdentities,
  maskedPhone,
  normalizePhone,
  requireCustomer,
} from '../customers/index.ts';
import { adoptStranger, replyState } from '../messages/index.ts';
import type { Candidate, Conversation } from './contract.ts';
import { requireConversation } from './lines.ts';
import { type ConversationRow } from './store.ts';
import { insertEntry, moveEntries } from './store-entries.ts';
import { absorb, findThreadOf, giveTo } from './store-link.ts';
import { ownersOf, peopleOf } from './store-people.ts';
import { shown } from './work.ts';

export type Whose = { readonly customer: string } | { readonly create: { readonly name: string } };

export function link(ctx: Context, id: string, whose: Whose): Promise<Conversation> {
  return ctx.tx(async (tx) => {
    const thread = await requireConversation(tx, ctx, id, true);
    if (thread.customer_id !== null || thread.address === null)
      throw new Problem('conversation_linked', { name: (await shown(tx, ctx, id)).customer?.name ?? '—' });
    const { needs } = await replyState(tx, ctx, { channel: thread.channel, customerId: null, address: thread.address });
    const customer =
      'customer' in whose
        ? await requireSomebody(tx, ctx, thread, needs, whose.customer)
        : await addCustomer(tx, ctx, newCustomer(thread, needs, whose.create.name));
    const { customer_id: customerId } = customer;
    const { channel, address } = thread;
    if (needs === 'wecom' || needs === 'web')
      await linkIdentities(tx, ctx.workspace.id, [{ kind: needs, address, customerId, by: ctx.actor.name }], ctx.now);
    await adoptStranger(tx, ctx, { channel, address, customerId });
    const into = await giveThread(tx, ctx, thread, customerId);
    await insertEntry(tx, ctx, into, 'linked', { customer: customer.name });
    await audit(tx, ctx, {
      action: 'inbox.linked',
      entity: 'conversation',
      entityId: into,
      detail: { customer: customerId, channel },
    });
    return shown(tx, ctx, into);
  });
}

/** It becomes her thread on this channel; where she has one, it goes into that. */
async function giveThread(tx: Tx, ctx: Context, thread: ConversationRow, customerId: string): Promise<string> {
  const { conversation_id: id, channel } = thread;
  const hers = await findThreadOf(tx, ctx.workspace.id, channel, customerId);
  // Who says whose it is goes on with it, unless somebody has it.
  const owner = (await ownersOf(tx, ctx.workspace.id, [customerId])).get(customerId) ?? null;
  const assigneeId = thread.assignee_id ?? ctx.scope.memberId ?? owner;
  if (!hers) {
    await giveTo(tx, ctx.workspace.id, id, { customerId, assigneeId }, ctx.now);
    return id;
  }
  await moveEntries(tx, ctx.workspace.id, id, hers);
  await absorb(tx, ctx.workspace.id, { from: id, into: hers, assigneeId }, ctx.now);
  return hers;
}

/** One of those she may see, or one of those who may have written. */
async function requireSomebody(tx: Tx, ctx: Context, thread: ConversationRow, needs: AddressKind, customerId: string) {
  const candidates = await candidatesOf(tx, ctx, thread, needs);
  const isOne = candidates.some((each) => each.customerId === customerId);
  return requireCustomer(tx, isOne ? { ...ctx, scope: { ...ctx.scope, kind: 'all' } } : ctx, customerId);
}

function newCustomer({ address, claim }: ConversationRow, needs: AddressKind, name: string) {
  const phone = needs === 'phone' ? address : (claim?.phone ?? null);
  const email = needs === 'email' ? address : (claim?.email ?? null);
  return { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/** Whose address it is (two may share one), and who somebody says she is. */
export async function candidatesOf(
  tx: Tx,
  ctx: Context,
  thread: ConversationRow,
  needs: AddressKind,
): Promise<Candidate[]> {
  if (thread.customer_id !== null) return [];
  const workspace = ctx.workspace.id;
  const at = async (kind: AddressKind, address: string | null | undefined) =>
    address ? ((await findAtAddresses(tx, workspace, kind, [address])).get(address) ?? []) : [];
  const byAddress = await at(needs, thread.address);
  const { phone, email } = thread.claim ?? { phone: null, email: null };
  const byClaim = [...(await at('phone', phone && normalizePhone(phone))), ...(await at('email', email))];
  const ids = [...new Set([...byAddress, ...byClaim])];
  return (await peopleOf(tx, workspace, ids)).map((row) => ({
    customerId: row.customer_id,
    name: row.name,
    phone: maskedPhone(ctx, row.phone),
    city: row.city,
    by: byAddress.includes(row.customer_id) ? ('address' as const) : ('claim' as const),
  }));
}
