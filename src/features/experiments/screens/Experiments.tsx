import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { listTrials } from '../contract-trials.ts';
import { listWordings } from '../contract-wordings.ts';
import { keyOf } from './key.ts';
import { TrialCard } from './TrialCard.tsx';
import { words } from './words.ts';
import './experiments.css';

const WordingSheet = lazy(() => import('./WordingSheet.tsx'));
const StartSheet = lazy(() => import('./StartSheet.tsx'));

/** A/B 实验: each with its evidence, its guardrails and what may be done. */
export default function Experiments() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const query = useEndpoint(listTrials, {});
  const open = useEndpoint(listWordings, {}).data?.items ?? [];
  const [sheet, setSheet] = useState<'start' | 'write' | null>(null);
  const [first, setFirst] = useState<string>();
  const close = () => setSheet(null);
  const writes = can('experiments:write');
  const ready = query.data?.ready ?? [];
  const add = { key: 'start', label: t('start'), icon: 'plus' as const, onClick: () => setSheet('start') };
  const write = { key: 'write', label: t('write'), icon: 'edit' as const, onClick: () => setSheet('write') };
  const mayWrite = writes && open.length > 0;
  return (
    <Page
      title={t('title')}
      {...(writes && ready.length > 0 ? { primary: add } : {})}
      {...(mayWrite ? (ready.length > 0 ? { actions: [write] } : { primary: write }) : {})}
    >
      <ScratchNote />
      <Answered query={query}>
        {({ items }) => {
          const running = items.filter(({ state }) => state === 'running').length;
          if (items.length === 0 && ready.length === 0)
            return (
              <EmptyState
                icon="flask"
                title={t('empty')}
                hint={t(open.length > 0 ? 'emptyHint' : 'emptyHintNone')}
                action={
                  mayWrite ? (
                    <Button onClick={write.onClick}>{write.label}</Button>
                  ) : (
                    <Button to={to('playbooks')}>{t('emptyDo')}</Button>
                  )
                }
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
      <Suspense>
        {sheet === 'start' && ready.length > 0 ? <StartSheet parts={ready} first={first} close={close} /> : null}
        {sheet === 'write' ? (
          <WordingSheet
            parts={open}
            close={close}
            onWritten={(part) => {
              setFirst(keyOf(part));
              setSheet('start');
            }}
          />
        ) : null}
      </Suspense>
    </Page>
  );
}
