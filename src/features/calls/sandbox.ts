/**
 * The phone of the sandbox as a voice engine that asks: a call rings there, and who is at the screen is the telephone. She tells what happens to it (taken, refused, a key,
 * silence, words after the tone), the same conduct walks the same flow, and its end is written as that of any call.
 */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { requireCustomer } from '../customers/index.ts';
import { aboutDelivery, carriersOf, isSandbox } from '../messages/index.ts';
import { Collected } from './collect.ts';
import { Conduct } from './conduct.ts';
import type { CallCause } from './contract-causes.ts';
import type { SandboxAct, SandboxCall } from './contract-sandbox.ts';
import { CallSettings } from './contract-settings.ts';
import { finishCall } from './finish.ts';
import { answerWith } from './recordings.ts';
import { sandboxCall } from './sandbox-view.ts';
import * as store from './store.ts';
import * as rows from './store-sandbox.ts';
import * as sounds from './store-sounds.ts';
import { claimQuestion, findProvider } from './store-provider.ts';
import { oneAfterTheOther } from './turns.ts';

/** Long enough to see that it rings; nobody at a telephone would have so much time. */
export const RINGS_MS = 30 * 60_000;
const MOST_CALLS = 20;
const DAY_MS = 86_400_000;
/** What she types after the tone is what a recogniser would have heard. */
export const SANDBOX_CALLS = CallSettings.parse({ recogniser: 'openai' });
const CODE = 'sandbox';

export function listSandboxCalls(
  ctx: Context,
  customerId: string,
): Promise<{ items: SandboxCall[]; playable: boolean }> {
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, customerId);
    const calls = await rows.findSandboxCalls(tx, ctx.workspace.id, customerId, MOST_CALLS);
    const items: SandboxCall[] = [];
    for (const [n, call] of calls.entries())
      items.push(n === 0 ? await viewOf(tx, ctx, call) : sandboxCall({ call, at: 0, events: [], recordings: [] }));
    return { items, playable: await isPlayable(tx, ctx) };
  });
}

async function viewOf(tx: Tx, ctx: Context, call: store.CallRow): Promise<SandboxCall> {
  const workspace = ctx.workspace.id;
  const [events, recordings, place] = [
    await store.findEvents(tx, workspace, call.call_id),
    await sounds.findRecordings(tx, workspace, call.call_id),
    await findProvider(tx, workspace, call.call_id),
  ];
  return sandboxCall({ call, at: place?.at ?? 0, events, recordings });
}

/** Once a channel is in earnest, nobody answers here in a customer's place. */
async function isPlayable(tx: Tx, ctx: Context): Promise<boolean> {
  const carrier = (await carriersOf(tx, ctx)).get('voice');
  return carrier !== undefined && isSandbox(carrier);
}

export function actInSandboxCall(
  ctx: Context,
  callId: string,
  { at, act }: { readonly at: number; readonly act: SandboxAct },
): Promise<SandboxCall> {
  const workspace = ctx.workspace.id;
  return oneAfterTheOther(`${workspace}/${callId}`, async () => {
    const call = await ctx.tx(async (tx) => {
      const found = await requireSandboxCall(tx, ctx, callId);
      if (!(await isPlayable(tx, ctx))) throw new Problem('message_not_sandbox');
      // Two windows, or a button pressed twice: one of them acts.
      if (found.state === 'ended' || !(await claimQuestion(tx, workspace, callId, at))) return null;
      await rows.keepAlive(tx, workspace, callId, new Date(ctx.now.getTime() + RINGS_MS));
      return found;
    });
    if (call) await actOn(ctx, call, act);
    return ctx.tx(async (tx) => viewOf(tx, ctx, await requireSandboxCall(tx, ctx, callId)));
  });
}

async function requireSandboxCall(tx: Tx, ctx: Context, callId: string): Promise<store.CallRow> {
  const call = await store.findCall(tx, ctx.workspace.id, callId);
  if (!call?.sandbox) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '通话' : 'call' });
  await requireCustomer(tx, ctx, call.customer_id);
  return call;
}

function conductOf(ctx: Context, call: store.CallRow): Conduct {
  const line = new Collected();
  const context = () => Promise.resolve(ctx);
  return new Conduct(call, { context, line, settings: SANDBOX_CALLS, timers: line.timers, media: NOTHING_TO_FETCH });
}

/** It is read from the screen, or read aloud there. */
const NOTHING_TO_FETCH = () => Promise.resolve([]);

async function actOn(ctx: Context, call: store.CallRow, act: SandboxAct): Promise<void> {
  const { call_id: id } = call;
  const conduct = conductOf(ctx, call);
  const { phase, doing, timer } = conduct.run;
  if (phase === 'new') {
    if (act.do === 'refuse') return over(ctx, id, act.cause);
    if (act.do === 'hangUp') return over(ctx, id, 'rejected');
    if (act.do !== 'answer') return;
    if (await isClosed(ctx, call)) return over(ctx, id, 'cancelled', 'nothing is to be told any more');
    return conduct.hear({ call: id, type: 'answered' });
  }
  switch (act.do) {
    case 'heard':
      await conduct.hear({ call: id, type: 'played', play: doing });
      break;
    case 'key':
      await note(ctx, id, { what: 'pressed', node: conduct.run.node, detail: act.key });
      await conduct.hear({ call: id, type: 'key', key: act.key });
      // She has ended her message by the key, having said nothing.
      if (conduct.run.phase === 'recording' && act.key === '#') await conduct.hear(recorded(id, conduct.run.doing, 0));
      break;
    case 'silence':
      if (phase === 'listening' && timer !== 0) await conduct.takeTimer(timer);
      break;
    case 'speak':
      if (phase === 'recording') await speak(ctx, conduct, act.text);
      break;
    case 'join':
      if (phase === 'ringing')
        await conduct.hear({
          call: id,
          type: 'joined',
          transfer: doing,
          ok: act.ok,
          cause: act.ok ? 'completed' : 'no_answer',
        });
      break;
    case 'hangUp':
      await conduct.end();
      break;
    default:
      return;
  }
  if (conduct.run.phase === 'ended') await over(ctx, id, 'completed');
}

const recorded = (call: string, record: number, ms: number) => ({ call, type: 'recorded', record, ms }) as const;
/** About as fast as people speak. */
const MS_PER_CHARACTER = 200;

async function speak(ctx: Context, conduct: Conduct, text: string): Promise<void> {
  const { call_id: callId } = conduct.call;
  const record = conduct.run.doing;
  const ms = text === '' ? 0 : Math.max(1_000, text.length * MS_PER_CHARACTER);
  if (text !== '')
    await ctx.tx(async (tx) => {
      const expiresAt = new Date(ctx.now.getTime() + SANDBOX_CALLS.recordingDays * DAY_MS);
      const item = { callId, record, node: conduct.run.node, seconds: Math.round(ms / 1000), sound: null, expiresAt };
      await sounds.saveRecording(tx, ctx.workspace.id, { ...item, transcript: 'done' }, ctx.now);
      await sounds.saveTranscript(tx, ctx.workspace.id, { callId, record }, { text, state: 'done', note: null });
    });
  await conduct.hear(recorded(callId, record, ms));
}

const note = (ctx: Context, callId: string, event: store.EventLine): Promise<void> =>
  ctx.tx((tx) => store.insertEvents(tx, ctx.workspace.id, callId, [event], ctx.now));

/** She answered elsewhere meanwhile, or the run was stopped. */
const isClosed = (ctx: Context, call: store.CallRow): Promise<boolean> =>
  ctx.tx(async (tx) => (await aboutDelivery(tx, ctx, call.delivery_id ?? ''))?.closed !== false);

async function over(ctx: Context, callId: string, cause: CallCause, why?: string): Promise<void> {
  const ended = { cause, code: CODE, ...(why === undefined ? {} : { note: why }) };
  await ctx.tx((tx) => finishCall(tx, ctx, callId, SANDBOX_CALLS, ended));
  const call = await ctx.tx((tx) => store.findCall(tx, ctx.workspace.id, callId));
  // What she said after the tone belongs to the same response.
  if (call?.answered_at) await answerWith(ctx, call);
}

/** From the page of the call. */
export async function hangUpInSandbox(ctx: Context, callId: string): Promise<void> {
  await oneAfterTheOther(`${ctx.workspace.id}/${callId}`, async () => {
    const call = await ctx.tx((tx) => store.findCall(tx, ctx.workspace.id, callId));
    if (call && call.state !== 'ended') await leave(ctx, call, 'cancelled');
  });
}

/** Nobody is at the phone any more: one that rings is not taken, one that was taken is hung up. */
export async function leaveAlone(ctx: Context): Promise<void> {
  const playable = await ctx.tx((tx) => isPlayable(tx, ctx));
  for (;;) {
    const left = await ctx.tx((tx) => rows.findLeftAlone(tx, ctx.workspace.id, ctx.now, MOST_CALLS));
    if (left.length === 0) return;
    for (const call of left) await leave(ctx, call, playable ? 'no_answer' : 'cancelled');
  }
}

async function leave(ctx: Context, call: store.CallRow, cause: CallCause): Promise<void> {
  if (call.answered_at === null) return over(ctx, call.call_id, cause);
  await conductOf(ctx, call).end();
  return over(ctx, call.call_id, 'completed');
}
