import { useState } from 'react';
import { useEndpoint } from '../../../../console/query.ts';
import { getRecomputed, type Recomputed, type Scorecard } from '../../contract.ts';

/** What came with the card, and of many customers what is computed when asked for. */
export function useRecomputed(card: Scorecard, asOf: string | undefined) {
  const [asked, setAsked] = useState(false);
  const came: Recomputed | null = card.recomputed ?? null;
  const query = useEndpoint(
    getRecomputed,
    { params: { playbook: card.playbook }, query: { epoch: card.epoch, as_of: asOf } },
    { enabled: asked && came !== null && came.figures === null, staleTime: 300_000 },
  );
  return {
    recomputed: query.data?.recomputed ?? came,
    error: query.error,
    computing: query.isFetching,
    compute: () => setAsked(true),
  };
}
