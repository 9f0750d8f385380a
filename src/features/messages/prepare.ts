/** The first beat of sending: claims what is due, decides by the contact policy, makes the words and writes it all down. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type ContactRow, findContacts, findLatestConsents } from '../customers/index.ts';
import type { Attempt } from './adapter.ts';
import { addressOf } from './addresses.ts';
import { type Carrier, isAbsent, isSandbox } from './carriers.ts';
import type { Check, Decision } from './contract-policy.ts';
import { RANK } from './contract-states.ts';
import type { Contact } from './decide-frequency.ts';
import { type Asked, type ConsentLine, decideContact } from './decide-policy.ts';
import { tryNext } from './outcomes.ts';
import { policyOf } from './policy.ts';
import { lockMessages, refreshMessages } from './store.ts';
import type { ChannelKind } from './contract-definition.ts';
import { claimDue, type Claimed, type Decided, findContactTimes, holdGates, saveDecisions } from './store-attempts.ts';
import { findWritten, type Written } from './store-inbound.ts';
import { findRefusing } from './store-texts.ts';
import { unsubscribeUrl } from './unsubscribe.ts';
import { wordAttempts, type Worded } from './words.ts';

/** An attempt written down as `sending`; now the network may be touched. */
export interface Ready {
  readonly carrier: Carrier;
  readonly attempt: Omit<Attempt, 'signal'>;
}

export interface Prepared {
  readonly claimed: number;
  readonly ready: readonly Ready[];
}

export interface Claim {
  readonly id: string;
  /** In real time: whoever has not told the end of an attempt by then is dead. */
  readonly lease: Date;
}

const DAY_MS = 86_400_000;

export async function prepare(
  tx: Tx,
  ctx: Context,
  carriers: ReadonlyMap<string, Carrier>,
  group: { readonly carriers: readonly Carrier[]; readonly limit: number; readonly claim: Claim },
): Promise<Prepared> {
  const channels = group.carriers.map((carrier) => carrier.channel);
  const due = await claimDue(tx, ctx.workspace.id, channels, ctx.now, group.limit);
  if (due.length === 0) return { claimed: 0, ready: [] };
  // One attempt per customer at a time, so that each sees those before it; the rest stay queued for the next round.
  const claimed = oneEach(due);
  await holdGates(tx, ctx.workspace.id, customersOf(claimed));
  const decisions = await decideAll(tx, ctx, claimed, carriers);
  const sendable = claimed.filter((each) => decisions.get(each.delivery_id)?.decision.result === 'send');
  const worded = await wordAttempts(tx, ctx, sendable);
  const rows = claimed.map((each) =>
    rowOf(ctx, each, decisions.get(each.delivery_id), worded.get(each.delivery_id), carriers),
  );
  await saveDecisions(tx, ctx.workspace.id, rows, { claim: group.claim.id, lease: group.claim.lease, now: ctx.now });
  await afterDecisions(tx, ctx, claimed, rows);
  const sending = new Set(rows.filter((row) => row.state === 'sending').map((row) => row.deliveryId));
  const ready = claimed
    .filter((each) => sending.has(each.delivery_id))
    .flatMap((each) => readyOf(ctx, each, decisions.get(each.delivery_id), worded.get(each.delivery_id), carriers));
  return { claimed: claimed.length, ready };
}

function oneEach(due: readonly Claimed[]): Claimed[] {
  const seen = new Set<string>();
  return due.filter(({ customer_id: id, send_to: to }) => {
    const who = id ?? to ?? '';
    return !seen.has(who) && seen.add(who);
  });
}

const customersOf = (claimed: readonly Claimed[]): string[] =>
  claimed.flatMap(({ customer_id: id }) => (id === null ? [] : [id]));

interface Judged {
  readonly decision: Decision;
  readonly address: string | null;
}

async function decideAll(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
  carriers: ReadonlyMap<string, Carrier>,
): Promise<ReadonlyMap<string, Judged>> {
  const ids = customersOf(claimed);
  const policy = await policyOf(tx, ctx);
  const days = Math.max(1, ...policy.caps.map((cap) => cap.days));
  const contacts = groupBy(
    await findContactTimes(tx, ctx.workspace.id, ids, new Date(ctx.now.getTime() - (days + 1) * DAY_MS)),
    (each) => each.customerId,
  );
  const consents = groupBy(
    (await findLatestConsents(tx, ctx.workspace.id, ids, ctx.now)).map((row) => ({
      customerId: row.customer_id,
      ...lineOf(row),
    })),
    (each) => each.customerId,
  );
  const people = new Map((await findContacts(tx, ctx.workspace.id, ids)).map((row) => [row.customer_id, row]));
  const addressOfEach = (each: Claimed): string | null =>
    each.send_to ?? reachedAt(people.get(each.customer_id ?? ''), carriers.get(each.channel));
  const windowOf = await windowsOf(tx, ctx, claimed, addressOfEach, carriers);
  const refusing = await strangersOut(tx, ctx, claimed);
  const local = zoneCalendar(ctx.workspace.zone);
  return new Map(
    claimed.map((each) => {
      const carrier = carriers.get(each.channel);
      const address = addressOfEach(each);
      const decision = decideContact(
        policy,
        {
          messageId: each.message_id,
          channel: each.channel,
          purpose: each.purpose,
          carried: carrier !== undefined && !isAbsent(carrier),
          address,
          needs: carrier?.adapter.needs ?? 'phone',
          window: windowOf(each.channel, address),
          consents: consents.get(each.customer_id ?? '') ?? refusing(each),
          assumeConsent: ctx.workspace.assumeConsent,
          contacts: (contacts.get(each.customer_id ?? '') ?? []) as readonly Contact[],
          answers: each.answers_at?.getTime() ?? null,
          createdAt: each.created_at.getTime(),
          now: ctx.now.getTime(),
        },
        local,
      );
      return [each.delivery_id, { decision, address }];
    }),
  );
}

/** Of somebody unknown no ledger is kept; that she wanted no more was her last word. */
async function strangersOut(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
): Promise<(each: Claimed) => readonly ConsentLine[]> {
  const lines = new Map<string, ConsentLine>();
  const strangers = claimed.filter((each) => each.customer_id === null && each.send_to !== null);
  for (const channel of new Set(strangers.map((each) => each.channel))) {
    const addresses = strangers.flatMap((each) => (each.channel === channel ? [each.send_to ?? ''] : []));
    for (const [address, { at, text }] of await findRefusing(tx, ctx.workspace.id, channel, addresses))
      lines.set(`${channel}/${address}`, {
        purpose: 'service',
        channel,
        granted: false,
        at: at.toISOString(),
        evidence: text.slice(0, 80),
      });
  }
  return (each) => {
    const line = lines.get(`${each.channel}/${each.send_to}`);
    return line ? [line] : [];
  };
}

/** Of channels on which only an answer may be sent: what is known of each address. */
async function windowsOf(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
  addressOfEach: (each: Claimed) => string | null,
  carriers: ReadonlyMap<string, Carrier>,
): Promise<(channel: ChannelKind, address: string | null) => Asked['window']> {
  const known = new Map<ChannelKind, ReadonlyMap<string, Written>>();
  for (const channel of new Set(claimed.map((each) => each.channel))) {
    const window = carriers.get(channel)?.adapter.window;
    if (!window) continue;
    const addresses = claimed.flatMap((each) => (each.channel === channel ? (addressOfEach(each) ?? []) : []));
    const from = new Date(ctx.now.getTime() - 2 * window.ms);
    known.set(channel, await findWritten(tx, ctx.workspace.id, { channel, addresses, from }));
  }
  return (channel, address) => {
    const window = carriers.get(channel)?.adapter.window;
    if (!window) return undefined;
    const written = known.get(channel)?.get(address ?? '');
    return { ...window, at: written?.at.getTime() ?? null, n: written?.n ?? 0 };
  };
}

function reachedAt(customer: ContactRow | undefined, carrier: Carrier | undefined): string | null {
  return carrier ? addressOf(customer, { needs: carrier.adapter.needs, sandbox: isSandbox(carrier) }) : null;
}

function lineOf(row: {
  purpose: 'service' | 'marketing';
  channel: string;
  granted: boolean;
  given_at: Date;
  evidence: string | null;
}): ConsentLine {
  const { purpose, channel, granted, evidence } = row;
  return { purpose, channel, granted, at: row.given_at.toISOString(), evidence };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function rowOf(
  ctx: Context,
  each: Claimed,
  judged: Judged | undefined,
  worded: Worded | undefined,
  carriers: ReadonlyMap<string, Carrier>,
): Decided {
  const carrier = carriers.get(each.channel);
  const adapter = carrier && !isAbsent(carrier) ? carrier.adapter.name : null;
  const decision = withWords(judged?.decision ?? nothingKnown(ctx), worded);
  const common = {
    deliveryId: each.delivery_id,
    adapter,
    decision,
    address: judged?.address ?? null,
    content: worded?.stored ?? null,
    dueAt: ctx.now,
  };
  // Closed since it was queued: an answer came, or the run was stopped.
  if (each.closed_at !== null) return { ...common, state: 'cancelled', rank: RANK.cancelled, reason: 'stopped' };
  if (decision.result === 'defer')
    return {
      ...common,
      state: 'queued',
      rank: RANK.queued,
      reason: decision.reason,
      dueAt: new Date(decision.until ?? ctx.now),
    };
  if (decision.result === 'refuse') return { ...common, state: 'refused', rank: RANK.refused, reason: decision.reason };
  return { ...common, state: 'sending', rank: RANK.sending, reason: null };
}

const nothingKnown = (ctx: Context): Decision => ({
  result: 'refuse',
  reason: 'address',
  until: null,
  at: ctx.now.toISOString(),
  checks: [],
});

/** The last rule: there are words for this channel, and every variable in them has a value. */
function withWords(decision: Decision, worded: Worded | undefined): Decision {
  if (decision.result !== 'send') return decision;
  const closed = worded?.gates.find((gate) => !gate.ok);
  if (closed)
    return {
      ...decision,
      result: 'refuse',
      reason: closed.rule,
      checks: [...decision.checks, ...(worded?.gates ?? [])],
    };
  const check: Check = worded
    ? { rule: 'variables', ok: worded.missing.length === 0, values: { missing: worded.missing.join(', ') } }
    : { rule: 'words', ok: false, values: {} };
  const checks = [...decision.checks, ...(worded?.gates ?? []), check];
  return check.ok ? { ...decision, checks } : { ...decision, result: 'refuse', reason: check.rule, checks };
}

async function afterDecisions(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
  rows: readonly Decided[],
): Promise<void> {
  const changed = rows.filter((row) => row.state !== 'sending');
  const ids = new Set(changed.map((row) => row.deliveryId));
  const refused = new Set(changed.filter((row) => row.state === 'refused').map((row) => row.deliveryId));
  const touched = claimed.filter((each) => ids.has(each.delivery_id)).map((each) => each.message_id);
  const held = await lockMessages(tx, ctx.workspace.id, touched);
  const refusedMessages = new Set(
    claimed.filter((each) => refused.has(each.delivery_id)).map((each) => each.message_id),
  );
  await tryNext(
    tx,
    ctx,
    held.filter((message) => refusedMessages.has(message.message_id)),
  );
  await refreshMessages(tx, ctx.workspace.id, touched, ctx.now);
}

function readyOf(
  ctx: Context,
  each: Claimed,
  judged: Judged | undefined,
  worded: Worded | undefined,
  carriers: ReadonlyMap<string, Carrier>,
): Ready[] {
  const carrier = carriers.get(each.channel);
  if (!carrier || !judged?.address || !worded) return [];
  const attempt = {
    deliveryId: each.delivery_id,
    to: judged.address,
    purpose: each.purpose,
    content: worded.content,
    locale: ctx.workspace.locale,
    unsubscribeUrl: unsubscribeUrl(ctx, each.delivery_id),
  };
  return [{ carrier, attempt }];
}
