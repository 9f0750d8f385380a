/** What a provider posts to us: read by the adapter of the channel, taken in one transaction, then answered as the provider wants it. */
import type { Actor } from '../../../kit/context.ts';
import type { Runtime } from '../../../kit/runtime.ts';
import { CallbackRefused, type CallbackAnswer, type RawCallback } from '../adapter.ts';
import { carriersOf } from '../accounts/carriers.ts';
import { takeEvents } from './take-events.ts';
import { readCallbackToken } from '../sending/tools.ts';

const PROVIDER: Actor = { kind: 'system', id: 'provider', name: 'provider' };

type Reply = CallbackAnswer['reply'];

const NOWHERE: Reply = { status: 404, body: '' };
const REFUSED: Reply = { status: 403, body: '' };

export async function takeCallback(runtime: Runtime, token: string, callback: RawCallback): Promise<Reply> {
  const place = readCallbackToken(runtime.home, token);
  const ctx = place && (await runtime.open(place.workspace, PROVIDER).catch(() => null));
  if (!place || !ctx) return NOWHERE;
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get(place.channel));
  if (!carrier?.adapter.readCallback) return NOWHERE;
  let answer: CallbackAnswer;
  try {
    answer = carrier.adapter.readCallback(carrier.settings, callback, ctx.now);
  } catch (error) {
    if (!(error instanceof CallbackRefused)) throw error;
    runtime.log.warn({ channel: place.channel, reason: error.message }, 'a callback was refused');
    return REFUSED;
  }
  if (answer.events.length > 0) await ctx.tx((tx) => takeEvents(tx, ctx, carrier, answer.events));
  return answer.reply;
}
