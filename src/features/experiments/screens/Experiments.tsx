import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { listTrials } from '../contract-trials.ts';
import { TrialCard } from './TrialCard.tsx';
import { words } from './words.ts';
import './experiments.css';

const StartSheet = lazy(() => import('./StartSheet.tsx'));

/** A/B 实验: each with its evidence, its guardrails and what may be done. */
export default function Experiments() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const query = useEndpoint(listTrials, {});
  const [starting, setStarting] = useState(false);
  const writes = can('experiments:write');
  const ready = query.data?.ready ?? [];
  const add = { key: 'start', label: t('start'), icon: 'plus' as const, onClick: () => setStarting(true) };
  return (
    <Page title={t('title')} {...(writes && ready.length > 0 ? { primary: add } : {})}>
      <ScratchNote />
      <Answered query={query}>
        {({ items }) => {
          const running = items.filter(({ state }) => state === 'running').length;
          if (items.length === 0 && ready.length === 0)
            return (
              <EmptyState
                icon="flask"
                title={t('empty')}
                hint={t('emptyHint')}
                action={<Button to={to('playbooks')}>{t('emptyDo')}</Button>}
              />
            );
          return (
            <div className="hx-trials">
              <header className="opening">
                <h2>{running > 0 ? t('head', { count: running, shown: format.number(running) }) : t('headNone')}</h2>
                <p className="t2">{t('lead')}</p>
              </header>
              {items.map((trial) => (
                <TrialCard key={trial.experimentId} trial={trial} writes={writes} />
              ))}
            </div>
          );
        }}
      </Answered>
      {starting ? (
        <Suspense>
          <StartSheet parts={ready} close={() => setStarting(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
