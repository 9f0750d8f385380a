import { lazy, Suspense } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { type ResponseItem, listResponses } from '../contract-responses.ts';
import { useScores, useVia, wordsIn } from './show.ts';
import { words } from './words.ts';

const ResponseSheet = lazy(() => import('./ResponseSheet.tsx'));

const STATES = ['complete', 'partial', 'corrected'] as const;

/** The responses to one form, newest first: searched, filtered, opened in place. */
export function Responses({ playbook, form }: { playbook: string; form: string }) {
  const t = useWords(words);
  const format = useFormat();
  const scores = useScores();
  const list = useListState({ filters: ['state', 'score'] });
  const state = list.chosen.state?.[0];
  const query = {
    playbook,
    form,
    q: list.q || undefined,
    state: STATES.find((each) => each === state),
    score: list.chosen.score?.[0] === 'low' ? ('low' as const) : undefined,
  };
  const pages = usePages(listResponses, { query }, (page) => page.items);
  // In the address, so that a customer's page can point at one of hers.
  const [params, setParams] = useAddress();
  const open = params.get('response');
  const setOpen = (responseId: string | null) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (responseId === null) next.delete('response');
        else next.set('response', responseId);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <DataTable
        name="responses"
        {...pages}
        list={list}
        columns={useColumns()}
        rowKey={(row) => row.responseId}
        onOpen={(row) => setOpen(row.responseId)}
        openKey={open ?? undefined}
        search={{ placeholder: t('searchHint') }}
        filters={[
          {
            key: 'state',
            label: t('state'),
            options: [
              { value: 'complete', label: t('complete') },
              { value: 'partial', label: t('partial') },
              { value: 'corrected', label: t('corrected') },
            ],
          },
          { key: 'score', label: t('score'), options: [{ value: 'low', label: t('low') }] },
        ]}
        card={(row) => (
          <RowCard
            title={row.customerName ?? row.customerId}
            right={format.when(row.updatedAt)}
            line={format.list(scores(row)) || t('noScore')}
            note={wordsIn(row) || t('noWords')}
          />
        )}
        empty={<EmptyState icon="form" title={t('noResponses')} hint={t('noResponsesHint')} />}
        twoLines
      />
      <Suspense fallback={null}>
        {open ? <ResponseSheet responseId={open} close={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}

function useColumns(): readonly Column<ResponseItem>[] {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const via = useVia();
  const scores = useScores();
  return [
    {
      key: 'customer',
      title: t('customer'),
      width: 150,
      render: (row) => (
        <Two value={<span className="fw5 el">{row.customerName ?? row.customerId}</span>} under={via(row.via)} />
      ),
    },
    {
      key: 'scores',
      title: t('scores'),
      width: 260,
      render: (row) => (
        <Two
          value={format.list(scores(row)) || <span className="t3">{t('noScore')}</span>}
          under={row.signals.length > 0 ? <Tag tone="warn">{format.list(row.signals.map(say))}</Tag> : null}
        />
      ),
    },
    {
      key: 'said',
      title: t('said'),
      render: (row) => <span className="el">{wordsIn(row) || <span className="t3">{t('noWords')}</span>}</span>,
    },
    {
      key: 'when',
      title: t('when'),
      width: 120,
      align: 'right',
      render: (row) => (
        <Two
          value={format.when(row.updatedAt)}
          under={row.revision > 0 ? t('corrected') : row.complete ? null : <span className="t3">{t('partial')}</span>}
        />
      ),
    },
  ];
}
