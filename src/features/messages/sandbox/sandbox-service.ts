/** The sandbox: the phone of a customer, and acting in her place. Only what the sandbox carried can be answered here. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import {
  findLatestConsents,
  maskedEmail,
  maskedPhone,
  maskedWords,
  noteListed,
  noteViewed,
  requireCustomer,
} from '../../customers/index.ts';
import { carriersOf, isInEarnest, isSandbox, sendsInEarnest } from '../accounts/carriers.ts';
import { SANDBOX } from '../channels/sandbox.ts';
import { ChannelKind } from '../contract-definition.ts';
import type { Bubble, PersonLine, PersonThread } from '../contract-sandbox.ts';
import { optOut, receiveInbound } from '../inbound/inbound.ts';
import { playbookNames, previewOf } from '../records/records.ts';
import { takeReceipts } from '../receipts/receipts.ts';
import { writeMessages } from '../sending/send.ts';
import { findTemplates } from '../store.ts';
import { reachStats } from '../receipts/reach.ts';
import * as store from './store-sandbox.ts';

const MOST_PEOPLE = 60;

export function listPeople(ctx: Context, playbook: string | undefined) {
  return ctx.tx(async (tx) => {
    const rows = await store.findPeople(tx, ctx, { playbook, limit: MOST_PEOPLE });
    const any = (await reachStats(tx, ctx, { playbook })).find((row) => row.channel === null);
    const names = await playbookNames(tx, ctx);
    await noteListed(tx, ctx, 'sandbox', rows.length);
    const used = await store.usedPlaybooks(tx, ctx.workspace.id);
    return {
      items: rows.map((row) => personOf(ctx, row)),
      totals: {
        people: any?.wanted ?? 0,
        delivered: any?.delivered ?? 0,
        read: any?.read ?? 0,
        answered: any?.answered ?? 0,
        optedOut: await store.countOptedOut(tx, ctx.workspace.id, playbook),
      },
      playbooks: used.map((key) => ({ key, name: names.get(key) ?? null })),
    };
  });
}

function personOf(ctx: Context, row: store.PersonRow): PersonLine {
  return {
    customerId: row.customer_id,
    name: row.name,
    messageId: row.message_id,
    playbook: row.playbook,
    state: row.state,
    optedOut: row.close_reason === 'optOut',
    reason: row.reason,
    channel: row.channel,
    sandbox: row.adapter === null || row.adapter === SANDBOX,
    at: row.updated_at.toISOString(),
    preview: row.said === null ? previewOf(row.written) : maskedWords(ctx, row.said),
  };
}

export function getThread(ctx: Context, customerId: string): Promise<PersonThread> {
  return ctx.tx(async (tx) => {
    const customer = await requireCustomer(tx, ctx, customerId);
    await noteViewed(tx, ctx, [customer]);
    const ours = await store.findOurBubbles(tx, ctx.workspace.id, customerId);
    const hers = await store.findHerBubbles(tx, ctx.workspace.id, customerId);
    const consents = await findLatestConsents(tx, ctx.workspace.id, [customerId], ctx.now);
    const out = new Set(
      consents.filter((line) => !line.granted && line.purpose === 'service').map((line) => line.channel),
    );
    return {
      customerId,
      name: customer.name,
      phone: maskedPhone(ctx, customer.phone),
      email: maskedEmail(ctx, customer.email),
      company: ctx.workspace.name,
      bubbles: [...ours.map(ourBubble), ...hers.map((row) => herBubble(ctx, row))].sort(inOrder),
      optedOut: ChannelKind.options.filter((channel) => out.has(channel)),
    };
  });
}

/** Where the clock of a practice workspace stands still, much happens in one moment: then by their ids, which were made one after the other. */
function inOrder(a: Bubble, b: Bubble): number {
  const [one, other] = a.at === b.at ? [madeAt(a), madeAt(b)] : [a.at, b.at];
  return one < other ? -1 : one > other ? 1 : 0;
}

const madeAt = ({ key }: Bubble): string => key.slice(key.indexOf('_') + 1);

function ourBubble(row: store.OurBubble): Bubble {
  return {
    key: row.delivery_id,
    from: 'us',
    channel: row.channel,
    at: row.at.toISOString(),
    deliveryId: row.delivery_id,
    messageId: row.message_id,
    state: row.state,
    sandbox: row.adapter === SANDBOX,
    written: row.content,
    text: null,
  };
}

function herBubble(ctx: Context, row: store.HerBubble): Bubble {
  return {
    key: row.inbound_id,
    from: 'customer',
    channel: row.channel,
    at: row.received_at.toISOString(),
    deliveryId: null,
    messageId: null,
    state: null,
    sandbox: true,
    written: null,
    text: maskedWords(ctx, row.text),
  };
}

const SHOWN_MS = 7 * 86_400_000;

export function standIn(ctx: Context) {
  return ctx.tx(async (tx) => {
    const earnest = await isInEarnest(tx, ctx);
    const since = new Date(ctx.now.getTime() - SHOWN_MS);
    const channels = earnest ? await store.stoodIn(tx, ctx.workspace.id, since) : [];
    const standsIn: 'all' | 'some' | 'none' = !earnest ? 'all' : channels.length > 0 ? 'some' : 'none';
    return { standsIn, channels, settable: sendsInEarnest(ctx) };
  });
}

async function requireSandboxed(tx: Tx, ctx: Context, customerId: string, channel: ChannelKind) {
  await requireCustomer(tx, ctx, customerId);
  const last = await store.lastOn(tx, ctx.workspace.id, customerId, channel);
  if (last?.adapter !== SANDBOX) throw new Problem('message_not_sandbox');
  return last;
}

export interface Reply {
  readonly channel: ChannelKind;
  readonly text: string;
  readonly choice?: string | undefined;
}

export function replyAs(ctx: Context, customerId: string, { channel, text, choice }: Reply) {
  return ctx.tx(async (tx) => {
    await requireSandboxed(tx, ctx, customerId, channel);
    const said = { channel, text, customerId, externalId: newId('sbx') };
    const n = await receiveInbound(tx, ctx, [choice === undefined ? said : { ...said, choice }]);
    return { done: n > 0 };
  });
}

export function readAs(ctx: Context, customerId: string, { channel }: { channel: ChannelKind }) {
  return ctx.tx(async (tx) => {
    await requireSandboxed(tx, ctx, customerId, channel);
    const unread = await store.findUnread(tx, ctx.workspace.id, customerId, channel);
    const moved = await takeReceipts(
      tx,
      ctx,
      unread.map((deliveryId) => ({
        key: `sandbox:${deliveryId}:read`,
        deliveryId,
        channel,
        status: 'read' as const,
        at: ctx.now,
      })),
    );
    return { done: moved > 0 };
  });
}

export function optOutAs(ctx: Context, customerId: string, { channel }: { channel: ChannelKind }) {
  return ctx.tx(async (tx) => {
    const last = await requireSandboxed(tx, ctx, customerId, channel);
    const evidence = ctx.workspace.locale === 'zh' ? '退订链接' : 'Unsubscribe link';
    const done = await optOut(tx, ctx, {
      customerId,
      channel,
      evidence,
      key: last.delivery_id,
      about: { delivery: last.delivery_id },
    });
    return { done };
  });
}

export interface Try {
  readonly customerId: string;
  readonly playbook: string;
  readonly version: number;
  readonly message: string;
  readonly channel: ChannelKind;
}

/** One message to one customer, through the same gate; only where nothing leaves the house. */
export function tryMessage(ctx: Context, input: Try): Promise<{ messageId: string }> {
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, input.customerId);
    const [template] = await findTemplates(tx, ctx.workspace.id, [input]);
    if (!template) throw new Problem('not_found', { what: 'message template' });
    const carrier = (await carriersOf(tx, ctx)).get(input.channel);
    if (!carrier || !isSandbox(carrier)) throw new Problem('message_not_sandbox');
    const [messageId] = await writeMessages(tx, ctx, [
      { ...input, run: null, epoch: null, plan: [{ channel: input.channel }] },
    ]);
    return { messageId: messageId ?? '' };
  });
}
