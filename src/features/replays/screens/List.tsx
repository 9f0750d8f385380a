import { lazy, Suspense, useEffect } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, useWorkspace } from '../../../console/lib/session.tsx';
import { meKey } from '../../../console/me.ts';
import { queryClient, useEndpoint } from '../../../console/query.ts';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listReplays, type Replay } from '../contract.ts';
import { isGoing, ReplayCard, Result, State } from './State.tsx';
import { words } from './words.ts';
import './Replays.css';

const StartSheet = lazy(() => import('./StartSheet.tsx'));

/** 历史回放: what was walked again, how far it is, and the way into the copy. */
export default function List() {
  const t = useWords(words);
  const can = useCan();
  const scratch = useWorkspace().kind === 'scratch';
  const [asked, setAsked] = useAddress();
  const query = useEndpoint(listReplays, {}, { every: (answer) => (hasGoing(answer) ? 1500 : false) });
  const rows = query.data?.replays;
  const going = rows?.some(isGoing) ?? false;
  useEffect(() => {
    // A finished replay has made a workspace: the switcher and the links learn of it.
    if (!going) void queryClient.invalidateQueries({ queryKey: meKey });
  }, [going]);
  const may = can('replays:write') && !scratch;
  const show = (open: boolean) =>
    setAsked(
      (now) => {
        const next = new URLSearchParams(now);
        if (open) next.set('new', '1');
        else for (const key of ['new', 'playbook']) next.delete(key);
        return next;
      },
      { replace: true },
    );
  const columns = useColumns(rows ?? []);
  return (
    <Page
      title={t('title')}
      tone="work"
      primary={
        may && (rows?.length ?? 0) > 0
          ? { key: 'start', label: t('start'), icon: 'history', onClick: () => show(true) }
          : undefined
      }
    >
      <ScratchNote />
      {scratch ? (
        <EmptyState icon="history" title={t('list.inScratch')} hint={t('list.inScratchHint')} />
      ) : (
        <>
          <p className="t2 cjk">{t('lead')}</p>
          <DataTable
            name="replays"
            columns={columns}
            rows={rows}
            rowKey={(replay) => replay.replayId}
            card={(replay) => <ReplayCard replay={replay} current={isCurrent(replay, rows ?? [])} />}
            empty={
              <EmptyState
                icon="history"
                title={t('list.empty')}
                hint={t('list.emptyHint')}
                action={
                  may ? (
                    <Button type="primary" icon="history" onClick={() => show(true)}>
                      {t('start')}
                    </Button>
                  ) : null
                }
              />
            }
            error={query.error}
            retry={() => void query.refetch()}
            twoLines
          />
        </>
      )}
      <Suspense fallback={null}>
        {may && asked.get('new') !== null ? (
          <StartSheet playbook={asked.get('playbook')} close={() => show(false)} />
        ) : null}
      </Suspense>
    </Page>
  );
}

const hasGoing = (answer: unknown): boolean =>
  (answer as { replays?: readonly Replay[] } | undefined)?.replays?.some(isGoing) ?? false;

/** The copy still holds this replay: no later one went into the same workspace. */
function isCurrent(replay: Replay, all: readonly Replay[]): boolean {
  return !all.some((other) => other.into === replay.into && other.startedAt > replay.startedAt);
}

function useColumns(all: readonly Replay[]): readonly Column<Replay>[] {
  const t = useWords(words);
  const format = useFormat();
  return [
    {
      key: 'range',
      title: t('list.range'),
      width: 230,
      render: (replay) => (
        <Two
          value={<span className="fw5">{t('list.range2', { from: replay.from, to: replay.to })}</span>}
          under={t(replay.assumeConsent ? 'list.assumed' : 'list.asked')}
        />
      ),
    },
    { key: 'into', title: t('list.into'), width: 130, render: (replay) => <code>{replay.into}</code> },
    { key: 'status', title: t('list.status'), width: 240, render: (replay) => <State replay={replay} /> },
    {
      key: 'result',
      title: t('list.result'),
      render: (replay) => <Result replay={replay} current={isCurrent(replay, all)} />,
    },
    {
      key: 'started',
      title: t('list.started'),
      width: 150,
      align: 'right',
      render: ({ startedAt, endedAt }) => (
        <Two
          value={format.when(startedAt)}
          under={
            endedAt ? t('list.took', { time: format.duration(Date.parse(endedAt) - Date.parse(startedAt)) }) : null
          }
        />
      ),
    },
  ];
}
