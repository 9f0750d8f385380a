/** A call as the phone of the sandbox shows it. Pure. */
import { compileCall, DEFAULTS } from '../../engine/callflow/index.ts';
import { NOTED, type SandboxCall, type SandboxLine, type Waits } from './contract-sandbox.ts';
import { keysOf } from './keys-of.ts';
import type { CallRow, EventLine } from './store.ts';
import type { RecordingRow } from './store-sounds.ts';

export interface Known {
  readonly call: CallRow;
  readonly at: number;
  readonly events: readonly (EventLine & { readonly at: Date })[];
  readonly recordings: readonly Pick<RecordingRow, 'record' | 'transcript'>[];
}

export function sandboxCall({ call, at, events, recordings }: Known): SandboxCall {
  const { run, state } = call;
  const node = run && call.flow ? compileCall(call.flow).nodes.get(run.node) : undefined;
  const waits = waitsFor(call);
  const asks = node?.kind === 'ask' ? node : null;
  const said = new Map(recordings.map(({ record, transcript }) => [String(record), transcript]));
  return {
    callId: call.call_id,
    messageId: call.message_id,
    state,
    cause: call.cause,
    result: call.result,
    attempt: call.attempt,
    locale: call.locale,
    createdAt: call.created_at.toISOString(),
    endedAt: call.ended_at?.toISOString() ?? null,
    until: waits === 'answer' ? call.due_at.toISOString() : null,
    at,
    waits,
    bargeIn:
      (run?.phase === 'asking' && asks !== null && asks.bargeIn !== false) ||
      (run?.phase === 'saying' && node?.kind === 'say' && node.bargeIn === true),
    keys: asks && (run?.phase === 'asking' || run?.phase === 'listening') ? keysOf(asks.keys) : null,
    digits: run?.phase === 'listening' ? run.digits : '',
    waitMs:
      waits === 'keys' ? (run?.digits === '' ? (asks?.timeoutMs ?? DEFAULTS.timeoutMs) : DEFAULTS.betweenMs) : null,
    target: waits === 'colleague' && node?.kind === 'transfer' ? node.target : null,
    lines: events.flatMap((event) => linesOf(event, said)),
  };
}

function waitsFor({ state, run }: CallRow): Waits {
  if (state === 'ended') return 'nothing';
  switch (run?.phase) {
    case undefined:
    case 'new':
      return 'answer';
    case 'listening':
      return 'keys';
    case 'recording':
      return 'speech';
    case 'ringing':
      return 'colleague';
    case 'talking':
      return 'goodbye';
    case 'ended':
      return 'nothing';
    default:
      return 'heard';
  }
}

function linesOf(
  { at: when, what, detail }: EventLine & { readonly at: Date },
  said: ReadonlyMap<string, string | null>,
): SandboxLine[] {
  const at = when.toISOString();
  if (what === 'said') return [{ who: 'us', at, text: detail ?? '' }];
  if (what === 'pressed') return [{ who: 'her', at, keys: detail ?? '', said: null }];
  if (what === 'messageLeft') {
    const text = said.get(detail ?? '') ?? null;
    return [text === null ? { who: 'note', at, what: 'left' } : { who: 'her', at, keys: null, said: text }];
  }
  const noted = NOTED.find((each) => each === what);
  return noted ? [{ who: 'note', at, what: noted }] : [];
}
