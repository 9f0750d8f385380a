/** What a provider posts about a call is taken, in whatever process it arrives, and answered with what is to be done next. */
import { type Context, SYSTEM } from '../../kit/context.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { type CallbackAnswer, CallbackRefused, type RawCallback } from '../messages/index.ts';
import { engineSettings } from './adapter.ts';
import type { Heard, Told } from './by-callback.ts';
import { Collected, cutsIn } from './collect.ts';
import { Conduct } from './conduct.ts';
import { finishCall } from './finish.ts';
import { accountOf, type LineAccount } from './line.ts';
import * as store from './store.ts';
import * as providers from './store-provider.ts';
import { callbackOf, readCallPlace } from './tools.ts';
import { oneAfterTheOther } from './turns.ts';

type Reply = CallbackAnswer['reply'];
const NOWHERE: Reply = { status: 404, body: '' };
const REFUSED: Reply = { status: 403, body: '' };
const TAKEN: Reply = { status: 204, body: '' };

export async function takeCallCallback(runtime: Runtime, place: string, callback: RawCallback): Promise<Reply> {
  const where = readCallPlace(runtime.home, place);
  const context = () => runtime.open(where?.workspace ?? '', SYSTEM);
  const ctx = where && (await context().catch(() => null));
  const account = ctx && (await accountOf(ctx));
  const engine = account?.engine.byCallback;
  if (!where || !ctx || !account || !engine) return NOWHERE;
  let told: Told;
  try {
    told = engine.read(engineSettings(account.engine, account.raw), callback);
  } catch (error) {
    if (!(error instanceof CallbackRefused)) throw error;
    runtime.log.warn({ call: where.call, reason: error.message }, 'a callback of a call was refused');
    return REFUSED;
  }
  return oneAfterTheOther(`${where.workspace}/${where.call}`, async () => {
    const call = await ctx.tx((tx) => store.findCall(tx, ctx.workspace.id, where.call));
    if (!call) return NOWHERE;
    const { providerId } = told;
    if (providerId !== null)
      await ctx.tx((tx) => providers.keepProviderId(tx, ctx.workspace.id, call.call_id, providerId));
    return new Callback(ctx, context, account, call).take(told, callback);
  });
}

class Callback {
  readonly #ctx: Context;
  readonly #account: LineAccount;
  readonly #call: store.CallRow;
  readonly #line = new Collected();
  readonly #conduct: Conduct;

  constructor(ctx: Context, context: () => Promise<Context>, account: LineAccount, call: store.CallRow) {
    this.#ctx = ctx;
    this.#account = account;
    this.#call = call;
    const { settings } = account;
    this.#conduct = new Conduct(call, { context, line: this.#line, settings, timers: this.#line.timers });
  }

  async take(told: Told, callback: RawCallback): Promise<Reply> {
    const { call_id: id } = this.#call;
    switch (told.what) {
      case 'asks':
        return this.#answer(told);
      case 'ringing':
        if (this.#call.state === 'dialling') await this.#conduct.hear({ call: id, type: 'ringing' });
        return TAKEN;
      case 'joined':
        await this.#joined();
        return TAKEN;
      case 'ended':
        await this.#end(told);
        return TAKEN;
      case 'recording': {
        const whole = new URL(callback.url).searchParams.get('recording') === 'whole';
        await this.#ctx.tx(async (tx) => {
          if (whole) await providers.keepRecordingId(tx, this.#ctx.workspace.id, id, 0, told.recordingId);
          await enqueue(tx, this.#ctx, [keepLater(id)]);
        });
        return TAKEN;
      }
      case 'nothing':
        return TAKEN;
    }
  }

  async #answer({ at, again, heard }: Extract<Told, { what: 'asks' }>): Promise<Reply> {
    const { call_id: id, state } = this.#call;
    const workspace = this.#ctx.workspace.id;
    if (state === 'ended') return this.#reply({ kind: 'hangUp' }, at);
    const mine = await this.#ctx.tx((tx) => providers.claimQuestion(tx, workspace, id, at));
    if (!mine) {
      const there = await this.#ctx.tx((tx) => providers.findProvider(tx, workspace, id));
      if (there?.answer) return { status: 200, body: there.answer, type: XML };
      // Somebody is at it; who asks once more about the same was left by a process that died over it.
      if (!again) return this.#reply({ kind: 'wait' }, at);
      await this.#conduct.resume();
    } else await this.#feed(heard);
    const reply = this.#reply(await this.#todo(), at + 1);
    await this.#ctx.tx((tx) => providers.keepAnswer(tx, workspace, id, reply.body));
    return reply;
  }

  #reply(todo: Parameters<NonNullable<LineAccount['engine']['byCallback']>['answer']>[1], at: number): Reply {
    const { engine, raw } = this.#account;
    const place = { here: callbackOf(this.#ctx, this.#call.call_id), at };
    return engine.byCallback?.answer(engineSettings(engine, raw), todo, place) ?? NOWHERE;
  }

  /** What is said next; where nothing is left to do, what was going on is begun anew. */
  async #todo() {
    const wanted = () => this.#line.todo(this.#conduct.run, this.#conduct.node);
    const todo = wanted();
    if (todo) return todo;
    const { phase } = this.#conduct.run;
    if (this.#call.flow && phase !== 'ended' && phase !== 'talking' && phase !== 'new') await this.#conduct.resume();
    return wanted() ?? ({ kind: 'hangUp' } as const);
  }

  async #feed(heard: Heard): Promise<void> {
    const { call_id: call } = this.#call;
    const { run } = this.#conduct;
    switch (heard.kind) {
      case 'answered':
        return this.#conduct.answered ? this.#conduct.resume() : this.#conduct.hear({ call, type: 'answered' });
      case 'keys':
        return this.#press(heard.keys);
      case 'quiet':
        return this.#quiet();
      case 'recorded': {
        const { recordingId, ms, keys } = heard;
        await this.#askedToSpeak();
        const record = this.#conduct.run.doing;
        if (recordingId !== null)
          await this.#ctx.tx((tx) => providers.keepRecordingId(tx, this.#ctx.workspace.id, call, record, recordingId));
        if (keys.includes('*')) return this.#press('*');
        return this.#conduct.hear({ call, type: 'recorded', record, ms });
      }
      case 'rung':
        if (run.phase === 'talking' || this.#call.state === 'talking') return;
        return this.#conduct.hear({ call, type: 'joined', transfer: run.doing || 1, ok: heard.ok, cause: heard.cause });
    }
  }

  /** Keys of one answer; those pressed beyond it are not the answer to the next question. */
  async #press(keys: string): Promise<void> {
    const { node, tries } = this.#conduct.run;
    for (const key of keys) {
      if (this.#conduct.run.node !== node || this.#conduct.run.tries !== tries) break;
      await this.#conduct.hear({ call: this.#call.call_id, type: 'key', key });
    }
    // The provider waited for more and none came.
    const { run } = this.#conduct;
    if (run.node === node && run.phase === 'listening' && run.digits !== '' && run.timer !== 0)
      await this.#conduct.takeTimer(run.timer);
  }

  async #quiet(): Promise<void> {
    const { call_id: call } = this.#call;
    await this.#askedToSpeak();
    const { phase, doing } = this.#conduct.run;
    if (phase === 'recording') return this.#conduct.hear({ call, type: 'recorded', record: doing, ms: 0 });
    if (phase === 'ringing')
      return this.#conduct.hear({ call, type: 'joined', transfer: doing, ok: false, cause: 'no_answer' });
    const listened = phase === 'listening' || cutsIn(this.#conduct.run, this.#conduct.node);
    if (phase !== 'listening') await this.#conduct.hear({ call, type: 'played', play: doing });
    const { run } = this.#conduct;
    if (listened && run.phase === 'listening' && run.timer !== 0) await this.#conduct.takeTimer(run.timer);
  }

  /** The prompt of a message and its recording are one answer, so that nothing of what she says is cut off. */
  async #askedToSpeak(): Promise<void> {
    const { phase, doing } = this.#conduct.run;
    if (phase === 'saying' && this.#conduct.node?.kind === 'record')
      await this.#conduct.hear({ call: this.#call.call_id, type: 'played', play: doing });
  }

  async #joined(): Promise<void> {
    const { phase, doing } = this.#conduct.run;
    if (this.#call.flow && phase !== 'ringing') return;
    const transfer = doing || 1;
    await this.#conduct.hear({ call: this.#call.call_id, type: 'joined', transfer, ok: true, cause: 'completed' });
  }

  async #end({ cause, code }: Extract<Told, { what: 'ended' }>): Promise<void> {
    if (this.#call.state === 'ended') return;
    await this.#conduct.end();
    // She took it and heard nothing of us: our answer did not arrive there.
    const lost = cause === 'completed' && this.#call.answered_at === null && this.#call.kind === 'message';
    const { settings } = this.#account;
    await this.#ctx.tx(async (tx) => {
      const ended = lost
        ? { cause: 'network' as const, code, note: 'taken, but our answer did not reach the provider' }
        : { cause, code };
      await finishCall(tx, this.#ctx, this.#call.call_id, settings, ended);
      await enqueue(tx, this.#ctx, [keepLater(this.#call.call_id)]);
    });
  }
}

const XML = 'text/xml; charset=utf-8';

export const KEEP_TASK = 'calls.keep';
const keepLater = (callId: string) => ({
  task: KEEP_TASK,
  payload: { callId },
  key: `${KEEP_TASK}:${callId}`,
  attempts: 8,
});
