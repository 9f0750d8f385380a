/** The first beat of sending: claims what is due, decides by the contact policy, makes the words and writes it all down. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Attempt } from '../adapter.ts';
import { type Paid, payFor } from '../policy/budget.ts';
import { openBinder } from '../words/bind-templates.ts';
import { type Carrier, isAbsent } from '../accounts/carriers.ts';
import { SANDBOX } from '../channels/sandbox.ts';
import type { Decision } from '../contract-policy.ts';
import { RANK } from '../contract-states.ts';
import { fingerprintOfWords } from '../policy/duplicate.ts';
import { finishWords } from '../words/finisher.ts';
import { type Judged, openGate } from '../policy/gate.ts';
import { withBudget, withWords } from '../policy/last-checks.ts';
import { tryNext } from './outcomes.ts';
import { paceOf } from './pace.ts';
import { personsOf } from '../policy/persons.ts';
import { lockMessages, refreshMessages } from '../store.ts';
import { findHalted } from '../groups/store-groups.ts';
import { claimDue, type Claimed, type Decided, holdGates, saveDecisions } from './store-attempts.ts';
import { withoutAlive } from './together.ts';
import { surveysAmong } from '../policy/surveys-among.ts';
import { unsubscribeUrl } from '../inbound/unsubscribe.ts';
import { showAttempts, type StoredContent, wordAttempts, type Worded } from '../words/words.ts';

/** An attempt written down as `sending`; now the network may be touched. */
export interface Ready {
  readonly carrier: Carrier;
  readonly attempt: Omit<Attempt, 'signal'>;
}

export interface Prepared {
  readonly claimed: number;
  readonly ready: readonly Ready[];
  /** Milliseconds until its account may send again, when that is why nothing was claimed; else 0. */
  readonly wait: number;
}

export interface Claim {
  readonly id: string;
  /** In real time: whoever has not told the end of an attempt by then is dead. */
  readonly lease: Date;
}

export async function prepare(
  tx: Tx,
  ctx: Context,
  carriers: ReadonlyMap<string, Carrier>,
  group: { readonly carriers: readonly Carrier[]; readonly limit: number; readonly claim: Claim },
): Promise<Prepared> {
  const channels = group.carriers.map((carrier) => carrier.channel);
  const [only] = group.carriers;
  const pace = only && group.carriers.length === 1 ? await paceOf(tx, ctx, only) : null;
  const limit = Math.min(group.limit, pace?.free ?? group.limit);
  if (pace && limit === 0) return { claimed: 0, ready: [], wait: pace.wait };
  const all = await claimDue(tx, ctx.workspace.id, channels, ctx.now, limit);
  const due = await withoutHalted(tx, ctx, all, group.claim);
  if (due.length === 0) return { claimed: all.length, ready: [], wait: 0 };
  const { claimed, gate, survey } = await passGate(tx, ctx, due, carriers);
  const judged = new Map(claimed.map((each) => [each.delivery_id, gate.judge(candidateOf(each, survey(each)))]));
  const sendable = claimed.filter((each) => judged.get(each.delivery_id)?.decision.result === 'send');
  const binder = await openBinder(tx, ctx, carriers, sendable);
  const words = await wordAttempts(tx, ctx, sendable, binder.fit);
  const worded = binder.bind(sendable, await finishWords(tx, ctx, sendable, words, carriers));
  const shown = await showAttempts(
    tx,
    ctx,
    claimed.filter((each) => judged.get(each.delivery_id)?.decision.reason === 'channel'),
  );
  const decisions = new Map(
    claimed.map((each) => [
      each.delivery_id,
      withWords(gate, each, judged.get(each.delivery_id), worded.get(each.delivery_id)),
    ]),
  );
  const payable = claimed.filter(
    (each) => decisions.get(each.delivery_id)?.result === 'send' && each.closed_at === null,
  );
  const paid = await payFor(
    tx,
    ctx,
    gate.policy,
    payable.map((each) => ({ deliveryId: each.delivery_id, channel: each.channel, playbook: each.playbook })),
  );
  const rows = claimed.map((each) => {
    const id = each.delivery_id;
    const known = {
      judged: judged.get(id),
      worded: worded.get(id),
      paid: paid.get(id),
      survey: survey(each),
      shown: shown.get(id),
    };
    const said = decisions.get(id) ?? nothingKnown(ctx);
    const decision = withBudget(
      gate,
      { ...candidateOf(each, known.survey), zones: known.judged?.zones },
      said,
      known.paid?.checks ?? [],
    );
    return rowOf(ctx, each, decision, known, carriers);
  });
  await saveDecisions(tx, ctx.workspace.id, rows, { claim: group.claim.id, lease: group.claim.lease, now: ctx.now });
  await afterDecisions(tx, ctx, claimed, rows);
  const sending = new Set(rows.filter((row) => row.state === 'sending').map((row) => row.deliveryId));
  const ready = claimed
    .filter((each) => sending.has(each.delivery_id))
    .flatMap((each) => readyOf(ctx, each, judged.get(each.delivery_id), worded.get(each.delivery_id), carriers));
  await pace?.take(ready.length);
  return { claimed: claimed.length, ready, wait: 0 };
}

/** What was sent with something that is paused or stopped meanwhile is held or given up; returns the rest. */
async function withoutHalted(tx: Tx, ctx: Context, due: readonly Claimed[], claim: Claim): Promise<Claimed[]> {
  const halted = await findHalted(
    tx,
    ctx.workspace.id,
    due.flatMap((each) => each.group_id ?? []),
  );
  const decision: Decision = { result: 'defer', reason: null, until: null, at: ctx.now.toISOString(), checks: [] };
  const common = {
    decision,
    dueAt: ctx.now,
    adapter: null,
    address: null,
    content: null,
    counted: null,
    survey: false,
    words: null,
    cost: null,
    charged: null,
  };
  const rows = due.flatMap((each): Decided[] => {
    const state = halted.get(each.group_id ?? '');
    if (!state) return [];
    const row = { ...common, deliveryId: each.delivery_id };
    return state === 'paused'
      ? [{ ...row, state: 'held', rank: RANK.held, reason: 'paused' }]
      : [{ ...row, state: 'cancelled', rank: RANK.cancelled, reason: 'stopped' }];
  });
  if (rows.length === 0) return [...due];
  const still = new Set(rows.map((row) => row.deliveryId));
  const halts = due.filter((each) => still.has(each.delivery_id));
  await saveDecisions(tx, ctx.workspace.id, rows, { claim: claim.id, lease: claim.lease, now: ctx.now });
  await afterDecisions(tx, ctx, halts, rows);
  return due.filter((each) => !still.has(each.delivery_id));
}

/** One attempt per person at a time, so that each sees those before it; the rest stay queued for the next round. */
async function passGate(tx: Tx, ctx: Context, due: readonly Claimed[], carriers: ReadonlyMap<string, Carrier>) {
  const persons = await personsOf(
    tx,
    ctx,
    due.flatMap(({ customer_id: id }) => (id === null ? [] : [id])),
  );
  const seen = new Set<string>();
  const claimed = due.filter(({ customer_id: id, send_to: to }) => {
    const person = id === null ? `at ${to}` : persons.keyOf(id);
    return !seen.has(person) && seen.add(person);
  });
  await holdGates(tx, ctx.workspace.id, persons.everybody);
  const survey = await surveysAmong(tx, ctx, claimed);
  const candidates = claimed.map((each) => candidateOf(each, survey(each)));
  return { claimed, survey, gate: await openGate(tx, ctx, persons, candidates, carriers) };
}

const candidateOf = (each: Claimed, survey: boolean) => ({
  messageId: each.message_id,
  customerId: each.customer_id,
  to: each.send_to,
  answers: each.answers_at?.getTime() ?? null,
  channel: each.channel,
  purpose: each.purpose,
  survey,
  createdAt: each.created_at.getTime(),
});

interface Known {
  readonly judged: Judged | undefined;
  readonly worded: Worded | undefined;
  readonly paid: Paid | undefined;
  readonly survey: boolean;
  /** Of what nothing carries: how it would look. */
  readonly shown: StoredContent | undefined;
}

function rowOf(
  ctx: Context,
  each: Claimed,
  decision: Decision,
  { judged, worded, paid, survey, shown }: Known,
  carriers: ReadonlyMap<string, Carrier>,
): Decided {
  const carrier = carriers.get(each.channel);
  const adapter = carrier && !isAbsent(carrier) ? carrier.adapter.name : shown ? SANDBOX : null;
  const common = {
    deliveryId: each.delivery_id,
    adapter,
    decision,
    address: judged?.address ?? null,
    content: worded?.stored ?? shown ?? null,
    dueAt: ctx.now,
    counted: each.answers_at === null ? each.purpose : null,
    survey,
    words: worded ? fingerprintOfWords(worded.stored) : null,
    cost: paid?.charged || paid?.cost ? paid.cost : null,
    charged: paid?.charged ?? null,
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
  const without = held.filter((message) => refusedMessages.has(message.message_id));
  await tryNext(tx, ctx, await withoutAlive(tx, ctx, without));
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
    locale: worded.templated?.entry.locale ?? ctx.workspace.locale,
    unsubscribeUrl: unsubscribeUrl(ctx, each.delivery_id),
  };
  return [{ carrier, attempt }];
}
