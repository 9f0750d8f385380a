/** The line of one workspace while this process holds it: calls that are due are dialled, calls that go on are conducted. */
import { opening, type Prompt } from '../../engine/callflow/index.ts';
import { type Context, SYSTEM } from '../../kit/context.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { aboutDelivery, carriersOf, judgeAgain } from '../messages/index.ts';
import { Conduct, promptsOf } from './conduct.ts';
import type { CallCause } from './contract-causes.ts';
import type { EngineEvent, Line, VoiceEngine } from './engine.ts';
import { voiceEngine } from './engine.ts';
import { engineSettings } from './adapter.ts';
import { finishCall } from './finish.ts';
import { promptUrls } from './prompts.ts';
import { keepRecordings } from './recordings.ts';
import { CallSettings } from './contract-settings.ts';
import * as store from './store.ts';
import { countRunning } from './store-provider.ts';
import { engineTools } from './tools.ts';

/** Waited longer than this, what the contact policy said of it is old: the attempt is decided anew. */
const MOST_WAIT_MS = 30 * 60_000;
/** What the policy said a moment ago still holds. */
const WAITED_MS = 10_000;
/** Of calls that are carried by callbacks we ask ourselves this often. */
const LOOK_AFTER_MS = 60_000;

export interface LineAccount {
  readonly engine: VoiceEngine;
  readonly settings: CallSettings;
  /** Changes when the settings do: then the line is opened anew. */
  readonly mark: string;
  readonly raw: unknown;
}

/** How the workspace calls, or null where no voice channel is set up. */
export async function accountOf(ctx: Context): Promise<LineAccount | null> {
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get('voice'));
  const engine = ctx.runtime.slot(voiceEngine).find((each) => each.name === carrier?.adapter.name);
  if (!carrier || !engine) return null;
  return {
    engine,
    settings: CallSettings.parse(carrier.settings),
    mark: JSON.stringify(carrier.settings),
    raw: carrier.settings,
  };
}

export class HeldLine {
  readonly account: LineAccount;
  readonly #runtime: Runtime;
  readonly #workspace: string;
  readonly #holder: string;
  readonly #conducts = new Map<string, Conduct>();
  /** What happens to a call is taken one after the other. */
  readonly #turns = new Map<string, Promise<void>>();
  /** When calls that nobody here conducts were dialled. */
  readonly #dialled = new Map<string, number>();
  #lookedAt = Date.now();
  #line: Line | null = null;
  #tokens = 1;
  #filledAt = Date.now();
  lost: string | null = null;

  constructor(runtime: Runtime, workspace: string, holder: string, account: LineAccount) {
    this.#runtime = runtime;
    this.#workspace = workspace;
    this.#holder = holder;
    this.account = account;
  }

  readonly #context = (): Promise<Context> => this.#runtime.open(this.#workspace, SYSTEM);

  async open(): Promise<void> {
    const { engine, raw } = this.account;
    const hooks = {
      on: (event: EngineEvent) => this.#hear(event),
      lost: (why: string) => {
        this.lost = why;
      },
    };
    const tools = engineTools(await this.#context(), this.#context);
    this.#line = await engine.open(engineSettings(engine, raw), hooks, tools);
    await this.#takeOver(this.#line);
  }

  /** Calls that another process, or this one before, left: those the switch still has go on, of the others nobody knows. */
  async #takeOver(line: Line): Promise<void> {
    this.#lookedAt = Date.now();
    const ctx = await this.#context();
    const running = await ctx.tx((tx) => store.findRunning(tx, ctx.workspace.id));
    for (const call of running) {
      if (this.#conducts.has(call.call_id) || Date.now() - (this.#dialled.get(call.call_id) ?? 0) < LOOK_AFTER_MS)
        continue;
      const where = await line.adopt(call.call_id);
      if (typeof where === 'object') {
        await this.#over(call.call_id, where.ended, 'its end was not told', where.code);
        continue;
      }
      if (where === 'gone') {
        const note = call.answered_at ? 'the line was lost during the call' : 'the line was lost while it rang';
        await ctx.tx((tx) =>
          finishCall(tx, ctx, call.call_id, this.account.settings, { cause: 'unknown', code: 'lost', note }),
        );
        await this.#keep(call.call_id);
        continue;
      }
      // Its own callbacks carry it on.
      if (this.account.engine.byCallback) continue;
      const conduct = this.#conduct(call, line);
      if (where === 'ringing') continue;
      if (call.answered_at) this.#turn(call.call_id, () => conduct.resume());
      else this.#hear({ call: call.call_id, type: 'answered' });
    }
  }

  async tick(): Promise<void> {
    const line = this.#line;
    if (!line || this.lost !== null) return;
    const ctx = await this.#context();
    for (const callId of await ctx.tx((tx) => store.findToHangUp(tx, ctx.workspace.id)))
      await this.#giveUp(ctx, line, callId);
    const asked = this.account.engine.byCallback !== undefined;
    // A callback that got lost would leave its call open for ever.
    if (asked && Date.now() - this.#lookedAt > LOOK_AFTER_MS) await this.#takeOver(line);
    const open = asked ? await ctx.tx((tx) => countRunning(tx, ctx.workspace.id)) : this.#conducts.size;
    const limit = Math.min(this.account.settings.mostCalls - open, this.#pace());
    if (limit < 1) return;
    const claimed = await ctx.tx((tx) =>
      store.claimCalls(tx, ctx.workspace.id, { holder: this.#holder, limit, now: ctx.now }),
    );
    this.#tokens -= claimed.length;
    for (const call of claimed) this.#begin(call, line);
  }

  /** A bucket of one second's calls. */
  #pace(): number {
    const now = Date.now();
    const perSecond = this.account.settings.callsPerSecond;
    this.#tokens = Math.min(Math.max(1, perSecond), this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    return Math.floor(this.#tokens);
  }

  #begin(call: store.CallRow, line: Line): void {
    const conduct = this.#conduct(call, line);
    this.#turn(call.call_id, () => this.#dial(conduct, line));
  }

  #conduct(call: store.CallRow, line: Line): Conduct {
    const conduct = new Conduct(call, { context: this.#context, line, settings: this.account.settings });
    conduct.onTimer = (timer) => this.#turn(call.call_id, () => conduct.takeTimer(timer));
    this.#conducts.set(call.call_id, conduct);
    return conduct;
  }

  async #dial(conduct: Conduct, line: Line): Promise<void> {
    const { call } = conduct;
    const ctx = await this.#context();
    const stale = await this.#stale(ctx, call);
    if (stale) return this.#over(call.call_id, stale.cause, stale.note, undefined, stale.again);
    try {
      await promptUrls(ctx, this.account.settings, call.locale, promptsOf(call, said(call)));
      const agent = call.kind === 'agent' && call.agent_number !== null;
      const to = agent
        ? ({ kind: 'agent', number: call.agent_number ?? '' } as const)
        : ({ kind: 'customer', number: dialled(call.number, this.account.settings) } as const);
      const dialled_ = await line.dial({
        call: call.call_id,
        to,
        ringMs: this.account.settings.ringSeconds * 1000,
        mark: call.call_id,
      });
      if (typeof dialled_ === 'object') await this.#over(call.call_id, dialled_.cause ?? 'network', dialled_.refused);
      else if (this.account.engine.byCallback) this.#leave(call.call_id);
    } catch (error) {
      await this.#over(call.call_id, 'network', error instanceof Error ? error.message : String(error));
    }
  }

  /** From here on its callbacks carry it. */
  #leave(callId: string): void {
    this.#conducts.delete(callId);
    this.#dialled.set(callId, Date.now());
    for (const [id, at] of this.#dialled) if (Date.now() - at > LOOK_AFTER_MS) this.#dialled.delete(id);
  }

  /** Decided too long ago, or not to be told any more. */
  async #stale(
    ctx: Context,
    call: store.CallRow,
  ): Promise<{ readonly cause: CallCause; readonly note: string; readonly again?: Date } | null> {
    if (call.hang_up) return { cause: 'cancelled', note: 'taken back before it was dialled' };
    if (call.delivery_id === null) return null;
    const about = await ctx.tx((tx) => aboutDelivery(tx, ctx, call.delivery_id ?? ''));
    if (!about || about.closed) return { cause: 'cancelled', note: 'nothing is to be told any more' };
    const waited = ctx.now.getTime() - call.created_at.getTime();
    if (waited > MOST_WAIT_MS) return { cause: 'network', note: 'waited too long for a free line' };
    if (waited < WAITED_MS) return null;
    // What was allowed when it was placed may not be any more: the hours are over, she has opted out.
    const rule = await ctx.tx((tx) => judgeAgain(tx, ctx, call.delivery_id ?? ''));
    return rule === null ? null : { cause: 'cancelled', note: `not any more: ${rule}`, again: ctx.now };
  }

  async #giveUp(ctx: Context, line: Line, callId: string): Promise<void> {
    const asked = this.account.engine.byCallback !== undefined;
    if (this.#conducts.has(callId) || (asked && (await line.adopt(callId)) !== 'gone')) await line.hangUp(callId);
    else {
      const ended = { cause: 'cancelled', code: 'hang_up' } as const;
      await ctx.tx((tx) => finishCall(tx, ctx, callId, this.account.settings, ended));
    }
    await ctx.tx((tx) => store.changeCall(tx, ctx.workspace.id, callId, { hang_up: false }));
  }

  #hear(event: EngineEvent): void {
    this.#turn(event.call, async () => {
      const conduct = this.#conducts.get(event.call);
      if (!conduct) return;
      if (event.type === 'ended') await this.#over(event.call, event.cause, undefined, event.code);
      else await conduct.hear(event);
    });
  }

  async #over(callId: string, cause: CallCause, note?: string, code = 'not_dialled', again?: Date): Promise<void> {
    const conduct = this.#conducts.get(callId);
    await conduct?.end();
    this.#conducts.delete(callId);
    const ctx = await this.#context();
    const ended = { cause, code, ...(note === undefined ? {} : { note }), ...(again ? { again } : {}) };
    await ctx.tx((tx) => finishCall(tx, ctx, callId, this.account.settings, ended));
    await this.#keep(callId);
  }

  /** A recording that cannot be had is no reason to lose the call. */
  async #keep(callId: string): Promise<void> {
    const line = this.#line;
    if (!line) return;
    const ctx = await this.#context();
    await keepRecordings(ctx, line, this.account.settings, callId).catch((error: unknown) =>
      this.#runtime.log.warn({ err: error, call: callId }, 'the recording of a call was not kept'),
    );
  }

  #turn(callId: string, work: () => Promise<void>): void {
    const before = this.#turns.get(callId) ?? Promise.resolve();
    const turn = before.then(work).catch(async (error: unknown) => {
      this.#runtime.log.error({ err: error, call: callId }, 'a call could not go on');
      await this.#line?.hangUp(callId).catch(() => undefined);
    });
    this.#turns.set(callId, turn);
    void turn.then(() => {
      if (this.#turns.get(callId) === turn) this.#turns.delete(callId);
    });
  }

  /** Ends what is being written, leaves the calls to whoever takes the line next. */
  async close(): Promise<void> {
    await this.#line?.close();
    this.#line = null;
    await Promise.all(this.#turns.values());
    this.#conducts.clear();
  }
}

const said = ({ flow }: store.CallRow): Prompt => opening(flow ?? { caller: { zh: '', en: '' } });

/** As the carrier wants it. */
export function dialled(number: string, { dialFormat }: Pick<CallSettings, 'dialFormat'>): string {
  return dialFormat === 'national' ? number.replace(/^\+86/, '') : number;
}
