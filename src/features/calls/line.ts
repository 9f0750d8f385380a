/** The line of one workspace while this process holds it: calls that are due are dialled, calls that go on are conducted. */
import { opening, type Prompt } from '../../engine/callflow/index.ts';
import { type Context, SYSTEM } from '../../kit/context.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { aboutDelivery, carriersOf } from '../messages/index.ts';
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

/** Waited longer than this, what the contact policy said of it is old: the attempt is decided anew. */
const MOST_WAIT_MS = 30 * 60_000;

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
    this.#line = await engine.open(engineSettings(engine, raw), {
      on: (event) => this.#hear(event),
      lost: (why) => {
        this.lost = why;
      },
    });
    await this.#takeOver(this.#line);
  }

  /** Calls that another process, or this one before, left: those the switch still has go on, of the others nobody knows. */
  async #takeOver(line: Line): Promise<void> {
    const ctx = await this.#context();
    const running = await ctx.tx((tx) => store.findRunning(tx, ctx.workspace.id));
    for (const call of running) {
      const where = await line.adopt(call.call_id);
      if (where === 'gone') {
        const note = call.answered_at ? 'the line was lost during the call' : 'the line was lost while it rang';
        await ctx.tx((tx) =>
          finishCall(tx, ctx, call.call_id, this.account.settings, { cause: 'unknown', code: 'lost', note }),
        );
        await this.#keep(call.call_id);
        continue;
      }
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
    const limit = Math.min(this.account.settings.mostCalls - this.#conducts.size, this.#pace());
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
    if (stale) return this.#over(call.call_id, stale.cause, stale.note);
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
      if (typeof dialled_ === 'object') await this.#over(call.call_id, 'network', dialled_.refused);
    } catch (error) {
      await this.#over(call.call_id, 'network', error instanceof Error ? error.message : String(error));
    }
  }

  /** Decided too long ago, or not to be told any more. */
  async #stale(
    ctx: Context,
    call: store.CallRow,
  ): Promise<{ readonly cause: CallCause; readonly note: string } | null> {
    if (call.hang_up) return { cause: 'cancelled', note: 'taken back before it was dialled' };
    if (call.delivery_id === null) return null;
    const about = await ctx.tx((tx) => aboutDelivery(tx, ctx, call.delivery_id ?? ''));
    if (!about || about.closed) return { cause: 'cancelled', note: 'nothing is to be told any more' };
    if (ctx.now.getTime() - call.created_at.getTime() > MOST_WAIT_MS)
      return { cause: 'network', note: 'waited too long for a free line' };
    return null;
  }

  async #giveUp(ctx: Context, line: Line, callId: string): Promise<void> {
    if (this.#conducts.has(callId)) await line.hangUp(callId);
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

  async #over(callId: string, cause: CallCause, note?: string, code = 'not_dialled'): Promise<void> {
    const conduct = this.#conducts.get(callId);
    await conduct?.end();
    this.#conducts.delete(callId);
    const ctx = await this.#context();
    const ended = { cause, code, ...(note === undefined ? {} : { note }) };
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
