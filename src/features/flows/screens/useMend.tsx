import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getFlowRun, listFlowRuns, listStuckRuns, mendRuns } from '../contract.ts';
import { words } from './words.ts';

const MendSheet = lazy(() => import('./MendSheet.tsx'));

export interface Token {
  readonly runId: string;
  readonly token: number;
}

export type How = 'retry' | 'skip' | 'stop';

/** Tries again at once; asks before it skips or stops. `shown` is what came of it, and the question. */
export function useMend(): {
  readonly mend: (how: How, tokens: readonly Token[], done?: () => void) => void;
  readonly busy: boolean;
  readonly shown: ReactNode;
} {
  const t = useWords(words);
  const format = useFormat();
  const [asked, setAsked] = useState<{ how: How; count: number; confirm: () => void } | null>(null);
  const [outcome, setOutcome] = useState<{ text: string; ok: boolean } | null>(null);
  const action = useAction(mendRuns, {
    changes: [listStuckRuns, listFlowRuns, getFlowRun],
    onDone: ({ mended, still, gone }, { body: { how } }) => {
      const parts = [
        mended > 0 ? t(how === 'stop' ? 'mend.stopped' : 'mend.done', { mended }) : null,
        still > 0 ? t('mend.still', { still }) : null,
        gone > 0 ? t('mend.gone', { gone }) : null,
      ];
      setOutcome({ text: format.list(parts.filter((part) => part !== null)), ok: still === 0 });
    },
  });
  const carryOut = (how: How, tokens: readonly Token[], done?: () => void): void => {
    setAsked(null);
    setOutcome(null);
    const items = tokens.map(({ runId, token }) => ({ runId, token }));
    action.mutate({ body: { how, items } }, { onSuccess: () => done?.() });
  };
  return {
    busy: action.isPending,
    mend(how, tokens, done) {
      if (how === 'retry') carryOut(how, tokens, done);
      else setAsked({ how, count: tokens.length, confirm: () => carryOut(how, tokens, done) });
    },
    shown: (
      <>
        {outcome ? <Note tone={outcome.ok ? 'ok' : 'warn'}>{outcome.text}</Note> : null}
        <ErrorNote error={action.error} />
        <Suspense fallback={null}>
          {asked && asked.how !== 'retry' ? (
            <MendSheet how={asked.how} count={asked.count} close={() => setAsked(null)} confirm={asked.confirm} />
          ) : null}
        </Suspense>
      </>
    ),
  };
}
