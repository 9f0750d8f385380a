import type { PropsWithChildren } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { ErrorState } from '../../../../console/ui/States.tsx';
import type { PhonePart } from '../../../messages/contract-sandbox.ts';
import { listSandboxCalls, type SandboxCall } from '../../contract-sandbox.ts';
import { Incoming } from './Incoming.tsx';
import { Over } from './Over.tsx';
import { Talking } from './Talking.tsx';
import { useSandboxCall } from './useSandboxCall.ts';
import { words } from './words.ts';
import './sandbox-calls.css';

const LOOK_MS = 3000;

/** The telephone on the phone of the sandbox: what rings is taken there. `children`: where no call of the sandbox has come. */
export default function PhoneCalls({ customerId, children, ...look }: PropsWithChildren<PhonePart>) {
  const t = useWords(words);
  const calls = useEndpoint(listSandboxCalls, { params: { customer: customerId } }, { every: LOOK_MS });
  if (calls.error && !calls.data) return <ErrorState error={calls.error} retry={() => void calls.refetch()} />;
  if (!calls.data) return <p className="nothing">{t('looking')}</p>;
  const [last, ...earlier] = calls.data.items;
  if (!last) return children;
  return <Call key={last.callId} told={last} earlier={earlier} playable={calls.data.playable} {...look} />;
}

export interface CallLook extends Omit<PhonePart, 'customerId'> {
  readonly earlier: readonly SandboxCall[];
}

function Call({ told, playable, ...look }: CallLook & { told: SandboxCall; playable: boolean }) {
  const can = useCan();
  const played = useSandboxCall(told);
  const act = playable && can('messages:write') ? played.act : null;
  const { call } = played;
  if (call.state === 'ended') return <Over call={call} {...look} />;
  if (call.waits === 'answer') return <Incoming {...played} act={act} {...look} />;
  return <Talking {...played} act={act} {...look} />;
}
