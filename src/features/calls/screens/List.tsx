import { lazy, Suspense } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Icon } from '../../../console/ui/Icon.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState, Note } from '../../../console/ui/States.tsx';
import { type CallLine, CallKind, listCalls } from '../contract.ts';
import { CallCause } from '../contract-causes.ts';
import { Extension } from './Extension.tsx';
import { CallTag, lengthOf, useResult } from './shared.tsx';
import { words } from './words.ts';

const CallSheet = lazy(() => import('./CallSheet.tsx'));

/** 通话: every call, how it ended, and what can be heard of it. */
export default function List() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const [address, setAddress] = useAddress();
  const list = useListState({ filters: ['cause', 'kind'] });
  const cause = CallCause.safeParse(list.chosen['cause']?.[0]).data;
  const kind = CallKind.safeParse(list.chosen['kind']?.[0]).data;
  const query = { ...(cause ? { cause } : {}), ...(kind ? { kind } : {}) };
  const pages = usePages(listCalls, { query }, (page) => page.items);
  const about = useEndpoint(listCalls, { query: { ...(kind ? { kind } : {}), limit: 1 } }, { every: 5000 }).data;
  const counts = about?.counts ?? {};
  const columns = useColumns();
  const opened = address.get('call');
  const open = (id: string | null) =>
    setAddress((now) => {
      const next = new URLSearchParams(now);
      if (id) next.set('call', id);
      else next.delete('call');
      return next;
    });
  const unknown = counts['unknown'] ?? 0;
  const setUp = can('messages:configure') ? <Button to={to('settings/channels')}>{t('settings')}</Button> : undefined;
  return (
    <Page
      title={t('title')}
      tone="work"
      actions={[{ key: 'sounds', label: t('sounds'), icon: 'upload', to: to('calls/sounds') }]}
    >
      <p className="t2 cjk">{t('lead')}</p>
      {about?.line.state === 'none' ? <Note tone="warn">{t('none')}</Note> : null}
      {about?.line.state === 'trouble' ? (
        <Note tone="warn">
          {t('trouble')} {about.line.note}
        </Note>
      ) : null}
      {unknown > 0 ? <Note tone="warn">{t('unknownNote', { count: unknown })}</Note> : null}
      {can('calls:make') ? <Extension /> : null}
      <DataTable
        name="calls"
        {...pages}
        list={list}
        columns={columns}
        rowKey={(row) => row.callId}
        onOpen={(row) => open(row.callId)}
        {...(opened ? { openKey: opened } : {})}
        filters={[
          {
            key: 'cause',
            label: t('cause.label'),
            options: CallCause.options.map((value) => ({
              value,
              label: t(`cause.${value}`),
              count: counts[value] ?? 0,
            })),
          },
          {
            key: 'kind',
            label: t('kind.label'),
            options: CallKind.options.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
        ]}
        card={(row) => <Card row={row} />}
        empty={
          <EmptyState icon="phone" title={t('empty')} hint={t('emptyHint')} {...(setUp ? { action: setUp } : {})} />
        }
        twoLines
      />
      <Suspense fallback={null}>{opened ? <CallSheet id={opened} close={() => open(null)} /> : null}</Suspense>
    </Page>
  );
}

function useColumns(): readonly Column<CallLine>[] {
  const t = useWords(words);
  const format = useFormat();
  const say = useResult();
  return [
    {
      key: 'customer',
      title: t('customer'),
      render: (row) => <Two value={<span className="fw5">{row.customer ?? '—'}</span>} under={phoneText(row.number)} />,
    },
    {
      key: 'kind',
      title: t('kind.label'),
      width: 150,
      render: (row) => (
        <Two
          value={t(`kind.${row.kind}`)}
          under={row.agent ?? (row.attempt > 1 ? t('attempt', { n: row.attempt }) : null)}
        />
      ),
    },
    {
      key: 'cause',
      title: t('cause.label'),
      width: 200,
      render: (row) => <Two value={<CallTag call={row} />} under={say(row.result)} />,
    },
    {
      key: 'length',
      title: t('length'),
      width: 110,
      align: 'right',
      render: (row) => (
        <span className="row g6 nw" style={{ justifyContent: 'flex-end' }}>
          {row.recorded ? <Icon name="play" size={14} label={t('recording')} /> : null}
          {lengthOf(row.seconds)}
        </span>
      ),
    },
    {
      key: 'when',
      title: t('when'),
      width: 120,
      align: 'right',
      render: (row) => <span className="nw">{format.when(row.createdAt)}</span>,
    },
  ];
}

function Card({ row }: { row: CallLine }) {
  const t = useWords(words);
  const format = useFormat();
  const say = useResult();
  const note = [t(`kind.${row.kind}`), phoneText(row.number), lengthOf(row.seconds)].filter(Boolean).join(' · ');
  return (
    <RowCard
      title={row.customer ?? '—'}
      tags={<CallTag call={row} />}
      right={format.when(row.createdAt)}
      line={say(row.result) ?? ''}
      note={note}
    />
  );
}
