import { useState } from 'react';
import { getCall, getExtension, hangUpCall, listCalls, makeCall } from '../../features/calls/contract.ts';
import { useShellWords } from '../lib/i18n.ts';
import { useCan } from '../lib/session.tsx';
import { useAction, useEndpoint } from '../query.ts';
import { Button } from './Button.tsx';
import { ErrorNote } from './States.tsx';
import { Tag } from './Tag.tsx';

/** Calls her through the company's own line: my phone rings first. Only where I have one. */
export function LineCall({ customer, task }: { customer: string; task?: string }) {
  const t = useShellWords();
  const can = useCan();
  const mine = useEndpoint(getExtension, {}, { enabled: can('calls:make'), staleTime: 60_000 });
  const [callId, setCallId] = useState<string | null>(null);
  const going = useEndpoint(getCall, { params: { call: callId ?? '' } }, { enabled: callId !== null, every: 1500 });
  const dial = useAction(makeCall, { changes: [listCalls], onDone: (call) => setCallId(call.callId) });
  const hangUp = useAction(hangUpCall, { changes: [getCall, listCalls] });
  if (!mine.data?.number) return null;
  const call = going.data;
  if (callId !== null && call?.state !== 'ended')
    return (
      <span className="row g8">
        <Tag tone="accent" dot>
          {t(`lineCall.${call?.state === 'talking' ? 'talking' : 'ringing'}`)}
        </Tag>
        <Button danger loading={hangUp.isPending} onClick={() => hangUp.mutate({ params: { call: callId } })}>
          {t('lineCall.hangUp')}
        </Button>
      </span>
    );
  return (
    <span className="row g8 wrap">
      <Button
        icon="phone"
        loading={dial.isPending}
        onClick={() => dial.mutate({ body: { customer, ...(task ? { task } : {}) } })}
      >
        {t('lineCall.call')}
      </Button>
      <ErrorNote error={dial.error} />
    </span>
  );
}
