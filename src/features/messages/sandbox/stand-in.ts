/**
 * A room that carries a channel itself may play it in the sandbox too, better than as words on a screen: a call rings there and is answered by keys. Where
 * none does, `channels/sandbox.ts` does.
 */
import { slot } from '../../../kit/slots/slot.ts';
import type { ChannelAdapter } from '../adapter.ts';
import { SANDBOX, sandbox } from '../channels/sandbox.ts';
import type { Runtime } from '../../../kit/runtime.ts';
import type { ChannelKind } from '../contract-definition.ts';

export interface StandIn {
  readonly kind: ChannelKind;
  /** Attempts in flight at once in one process: what writes rows of its own takes fewer than what only says yes. */
  readonly atOnce: number;
  readonly reconcile: NonNullable<ChannelAdapter['reconcile']>;
  /** `plain`: how the sandbox would carry it otherwise; it knows the addresses at which something goes wrong. */
  send(plain: ChannelAdapter['send'], ...args: Parameters<ChannelAdapter['send']>): ReturnType<ChannelAdapter['send']>;
}

export const standIn = slot<StandIn>('messages.standIn');

export function sandboxAdapter(runtime: Runtime, kind: ChannelKind): ChannelAdapter {
  const plain = sandbox(kind);
  const own = runtime.slot(standIn).find((each) => each.kind === kind);
  if (!own) return plain;
  const { atOnce, reconcile } = own;
  const send: ChannelAdapter['send'] = (...args) => own.send((...asked) => plain.send(...asked), ...args);
  return { ...plain, name: SANDBOX, atOnce, send, reconcile };
}
