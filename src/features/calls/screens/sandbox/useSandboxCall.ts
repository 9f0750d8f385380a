/** One call on the phone of the sandbox: acts go out one after the other, each on the state the one before it left. */
import { useEffect, useRef, useState } from 'react';
import { call as ask } from '../../../../console/api.ts';
import { type ApiProblem, asProblem } from '../../../../console/lib/problem.ts';
import { useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useInvalidate } from '../../../../console/query.ts';
import { customerTimeline } from '../../../customers/contract.ts';
import { listEventTypes } from '../../../events/contract.ts';
import { getMessage, listMessages } from '../../../messages/contract-records.ts';
import { getThread, listPeople } from '../../../messages/contract-sandbox.ts';
import { listCalls } from '../../contract.ts';
import { actInSandboxCall, listSandboxCalls, type SandboxAct, type SandboxCall } from '../../contract-sandbox.ts';

/** The first call of a company brings types of events that nobody has seen. */
const CHANGES = [
  listSandboxCalls,
  listPeople,
  getThread,
  getMessage,
  listMessages,
  listCalls,
  customerTimeline,
  listEventTypes,
];

export interface PlayedCall {
  readonly call: SandboxCall;
  readonly error: ApiProblem | null;
  /** `at`: only while the call stands as it did then. */
  readonly act: (what: SandboxAct, at?: number) => void;
}

export function useSandboxCall(told: SandboxCall): PlayedCall {
  const workspace = useWorkspaceId();
  const invalidate = useInvalidate();
  const [mine, setMine] = useState(told);
  const [error, setError] = useState<ApiProblem | null>(null);
  const known = mine.callId === told.callId && mine.at >= told.at && told.state !== 'ended' ? mine : told;
  const latest = useRef(known);
  useEffect(() => {
    const { callId, at } = latest.current;
    if (callId !== known.callId || at < known.at || known.state === 'ended') latest.current = known;
  }, [known]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const act = (what: SandboxAct, at?: number): void => {
    turn.current = turn.current.then(async () => {
      const now = latest.current;
      if (now.state === 'ended' || (at !== undefined && at !== now.at)) return;
      try {
        const input = { params: { call: now.callId }, body: { at: now.at, act: what } };
        const next = await ask(actInSandboxCall, input, { workspace });
        latest.current = next;
        setMine(next);
        setError(null);
        if (next.state !== now.state) await invalidate(CHANGES);
      } catch (problem) {
        setError(asProblem(problem));
      }
    });
  };
  return { call: known, error, act };
}
