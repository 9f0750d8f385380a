import { useState } from 'react';
import { useEndpoint } from '../../../../console/query.ts';
import { getRecomputed, type Recomputed, type Scorecard } from '../../contract.ts';

/** Up to so many to be read one by one are asked for at once, after the card; more take minutes and wait for a press. */
const AT_ONCE = 50_000;

/** What came with the card, else what is computed apart. */
export function useRecomputed(card: Scorecard, asOf: string | undefined) {
  const [asked, setAsked] = useState(false);
  const came: Recomputed | null = card.recomputed ?? null;
  const many = Number(came?.missing?.values['n'] ?? 0);
  const query = useEndpoint(
    getRecomputed,
    { params: { playbook: card.playbook }, query: { epoch: card.epoch, as_of: asOf } },
    { enabled: came !== null && came.figures === null && (asked || many <= AT_ONCE), staleTime: 300_000 },
  );
  return {
    recomputed: query.data?.recomputed ?? came,
    error: query.error,
    computing: query.isFetching,
    compute: () => setAsked(true),
  };
}
