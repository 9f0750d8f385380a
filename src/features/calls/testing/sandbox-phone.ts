/** Somebody at the phone of the sandbox, for tests: takes what rings, lets things be said or presses keys while they are, as she was told. */
import type { SandboxAct, SandboxCall } from '../contract-sandbox.ts';
import { API, type Calling } from './calling.ts';

const REFUSED: Readonly<Record<string, string>> = {
  '486': 'busy',
  '603': 'rejected',
  '404': 'invalid_number',
  '480': 'unreachable',
  '503': 'network',
};

export async function sandboxCalls(calling: Calling, customer: string): Promise<SandboxCall[]> {
  return (await calling.world.call('GET', `${API}/sandbox/people/${customer}/calls`)).body.items;
}

export async function act(calling: Calling, call: SandboxCall, what: SandboxAct): Promise<SandboxCall> {
  const answer = await calling.world.call('POST', `${API}/sandbox/calls/${call.callId}/act`, {
    at: call.at,
    act: what,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** `keys`: one text when each thing begins to be said; '' lets it be said, '!' hangs up. Ends when the call is over or two people talk. */
export async function takeCall(calling: Calling, customer: string, number: string, keys: string[]): Promise<void> {
  let [call] = await sandboxCalls(calling, customer);
  while (call && call.waits !== 'nothing' && call.waits !== 'goodbye')
    for (const what of actsOf(call, number, keys)) call = await act(calling, call, what);
}

function actsOf({ waits }: SandboxCall, number: string, keys: string[]): SandboxAct[] {
  switch (waits) {
    case 'answer': {
      const cause = REFUSED[number.slice(-3)];
      return [cause ? ({ do: 'refuse', cause } as SandboxAct) : { do: 'answer' }];
    }
    case 'heard': {
      const pressed = keys.shift() ?? '';
      if (pressed === '!') return [{ do: 'hangUp' }];
      return pressed === '' ? [{ do: 'heard' }] : Array.from(pressed, (key): SandboxAct => ({ do: 'key', key }));
    }
    case 'speech':
      return [{ do: 'speak', text: '' }];
    case 'colleague':
      return [{ do: 'join', ok: true }];
    default:
      return [{ do: 'silence' }];
  }
}
