/** Calls as people ask for them. */
import type { CallNode } from '../../engine/callflow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { newId } from '../../kit/ids.ts';
import { audit, may } from '../access/index.ts';
import {
  findLatestConsents,
  maskedPhone,
  maskedWords,
  noteListed,
  noteViewed,
  requireCustomer,
} from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import { requireTask } from '../tasks/index.ts';
import type { CallDetail, CallLine, FlowStep } from './contract.ts';
import { keysOf } from './keys-of.ts';
import { accountOf } from './line.ts';
import { hangUpInSandbox } from './sandbox.ts';
import { readLater } from './recordings.ts';
import * as store from './store.ts';
import * as lines from './store-lines.ts';
import { type CallFilter, countCauses, findCalls, type ListedCall } from './store-list.ts';
import * as sounds from './store-sounds.ts';

export interface Question extends CallFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Line = { state: 'none' | 'open' | 'trouble'; note: string | null };

export async function listCalls(
  ctx: Context,
  question: Question,
): Promise<{ items: CallLine[]; next: string | null; counts: Record<string, number>; line: Line }> {
  const line = await lineState(ctx);
  return ctx.tx(async (tx) => {
    const after = question.cursor ? readCursor(question.cursor) : null;
    const rows = await findCalls(tx, ctx, question, { after, limit: question.limit + 1 });
    const shown = rows.slice(0, question.limit);
    const last = rows.length > question.limit ? shown.at(-1) : undefined;
    await noteListed(tx, ctx, 'calls', shown.length);
    return {
      items: shown.map((row) => toLine(ctx, row)),
      next: last ? writeCursor(last.created_at, last.call_id) : null,
      counts: await countCauses(tx, ctx, question),
      line,
    };
  });
}

async function lineState(ctx: Context): Promise<Line> {
  if (!(await accountOf(ctx))) return { state: 'none', note: null };
  const held = await ctx.tx((tx) => lines.findLine(tx, ctx.workspace.id));
  // Leases are kept in real time.
  if (!held || held.lease_until < new Date()) return { state: 'trouble', note: null };
  return held.note === null ? { state: 'open', note: null } : { state: 'trouble', note: held.note };
}

async function requireCall(tx: Tx, ctx: Context, callId: string): Promise<ListedCall> {
  const [row] = await findCalls(tx, ctx, { call: callId }, { after: null, limit: 1 });
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '通话' : 'call' });
  return row;
}

export function getCall(ctx: Context, callId: string): Promise<CallDetail> {
  return ctx.tx(async (tx) => {
    const row = await requireCall(tx, ctx, callId);
    await noteViewed(tx, ctx, [await requireCustomer(tx, ctx, row.customer_id)]);
    const events = await store.findEvents(tx, ctx.workspace.id, callId);
    const recordings = await sounds.findRecordings(tx, ctx.workspace.id, callId);
    return {
      ...toLine(ctx, row),
      code: row.code,
      note: row.note,
      messageId: row.message_id,
      dialledAt: iso(row.dialled_at),
      rangAt: iso(row.rang_at),
      answeredAt: iso(row.answered_at),
      events: events.map(({ at, what, node, detail }) => ({
        at: at.toISOString(),
        what,
        node,
        detail: detail === null ? null : maskedWords(ctx, detail),
      })),
      recordings: recordings.map((each) => ({
        record: each.record,
        seconds: each.seconds,
        kept: each.kept,
        expiresAt: each.expires_at.toISOString(),
        transcript: each.transcript === null ? null : maskedWords(ctx, each.transcript),
        transcriptState: each.transcript_state,
        transcriptNote: each.transcript_note,
      })),
      flow: (row.flow?.nodes ?? []).map(stepOf),
      mayListen: may(ctx, 'calls:listen'),
    };
  });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toLine(ctx: Context, row: ListedCall): CallLine {
  const talked = row.answered_at && row.ended_at ? (row.ended_at.getTime() - row.answered_at.getTime()) / 1000 : null;
  return {
    callId: row.call_id,
    kind: row.kind,
    customerId: row.customer_id,
    customer: row.customer,
    number: maskedPhone(ctx, row.number) ?? '',
    playbook: row.playbook,
    agent: row.agent,
    taskId: row.task_id,
    state: row.state,
    cause: row.cause,
    result: row.result,
    transferred: row.transferred,
    attempt: row.attempt,
    sandbox: row.sandbox,
    seconds: talked,
    recorded: row.recorded,
    createdAt: row.created_at.toISOString(),
    endedAt: iso(row.ended_at),
  };
}

function stepOf(node: CallNode): FlowStep {
  const words = 'prompt' in node && node.prompt ? node.prompt.words : null;
  return { id: node.id, kind: node.kind, words, keys: node.kind === 'ask' ? keysOf(node.keys) : null };
}

/** Her own phone rings first, then the customer's. */
export async function makeCall(
  ctx: Context,
  { customer, task }: { readonly customer: string; readonly task?: string | null | undefined },
): Promise<CallLine> {
  if (!(await accountOf(ctx))) throw new Problem('call_no_line');
  return ctx.tx(async (tx) => {
    const who = await requireCustomer(tx, ctx, customer);
    if (task) await requireTask(tx, ctx, task);
    if (who.phone === null) throw new Problem('call_no_phone');
    const extension = await lines.findExtension(tx, ctx.workspace.id, ctx.actor.id);
    if (extension === null) throw new Problem('call_no_extension');
    await refuseOptedOut(tx, ctx, customer);
    const callId = await store.insertCall(
      tx,
      ctx.workspace.id,
      {
        call_id: newId('call'),
        kind: 'agent',
        customer_id: customer,
        delivery_id: null,
        message_id: null,
        task_id: task ?? null,
        link_id: null,
        playbook: null,
        agent: ctx.actor.name,
        agent_number: extension,
        number: who.phone,
        locale: ctx.workspace.locale,
        attempt: 1,
        flow: null,
        created_by: ctx.actor.name,
      },
      ctx.now,
    );
    await audit(tx, ctx, {
      action: 'calls.made',
      entity: 'call',
      entityId: callId,
      detail: { customer, task: task ?? null },
    });
    return toLine(ctx, await requireCall(tx, ctx, callId));
  });
}

/** She said that she wants no calls: that is meant for people too. */
async function refuseOptedOut(tx: Tx, ctx: Context, customer: string): Promise<void> {
  const consents = await findLatestConsents(tx, ctx.workspace.id, [customer], ctx.now);
  if (consents.some((each) => each.channel === 'voice' && each.purpose === 'service' && !each.granted))
    throw new Problem('call_opted_out');
}

export async function hangUpCall(ctx: Context, callId: string): Promise<CallLine> {
  const line = await ctx.tx(async (tx) => {
    const row = await requireCall(tx, ctx, callId);
    if (row.state !== 'ended') {
      await store.changeCall(tx, ctx.workspace.id, callId, { hang_up: true });
      await audit(tx, ctx, { action: 'calls.hung_up', entity: 'call', entityId: callId });
    }
    return toLine(ctx, row);
  });
  // No line holds it that would see that.
  if (line.sandbox) await hangUpInSandbox(ctx, callId);
  return line;
}

export function hearRecording(ctx: Context, callId: string, record: number): Promise<Buffer> {
  return ctx.tx(async (tx) => {
    const row = await requireCall(tx, ctx, callId);
    const sound = await sounds.findSound(tx, ctx.workspace.id, callId, record);
    if (!sound) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '录音' : 'recording' });
    const detail = { record, customer: row.customer_id };
    await audit(tx, ctx, { action: 'calls.recording_heard', entity: 'call', entityId: callId, detail });
    return sound;
  });
}

export const getExtension = (ctx: Context): Promise<{ number: string | null }> =>
  ctx.tx(async (tx) => ({ number: await lines.findExtension(tx, ctx.workspace.id, ctx.actor.id) }));

export const setExtension = (ctx: Context, number: string): Promise<{ number: string }> =>
  ctx.tx(async (tx) => {
    await lines.saveExtension(tx, ctx.workspace.id, ctx.actor.id, number);
    await audit(tx, ctx, { action: 'calls.extension_set', entity: 'call', entityId: ctx.actor.id, detail: { number } });
    return { number };
  });

/** What was not read, or read badly, is read once more. */
export async function readAgain(ctx: Context, callId: string, record: number): Promise<{ state: 'waiting' | 'done' }> {
  await ctx.tx((tx) => requireCall(tx, ctx, callId));
  const account = await accountOf(ctx);
  if (!account || account.settings.recogniser === 'none') throw new Problem('call_no_recogniser');
  return ctx.tx(async (tx) => {
    const kept = (await sounds.findRecordings(tx, ctx.workspace.id, callId)).find((each) => each.record === record);
    if (!kept?.kept) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '录音' : 'recording' });
    const which = { callId, record };
    await sounds.saveTranscript(tx, ctx.workspace.id, which, { text: null, state: 'waiting', note: null });
    await enqueue(tx, ctx, [readLater(callId)]);
    await audit(tx, ctx, { action: 'calls.read_again', entity: 'call', entityId: callId, detail: { record } });
    return { state: 'waiting' as const };
  });
}
