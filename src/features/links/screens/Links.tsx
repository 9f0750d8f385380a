import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { addressOf } from '../../../console/lib/address.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { exportNamedLinks, listNamedLinks, type NamedLink } from '../contract.ts';
import { State } from './State.tsx';
import { words } from './words.ts';

const LinkSheet = lazy(() => import('./LinkSheet.tsx'));
const MiniSheet = lazy(() => import('./MiniSheet.tsx'));
const SettingsSheet = lazy(() => import('./SettingsSheet.tsx'));

/** 链接与二维码: what hangs on walls, and how many came by it. */
export default function Links() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const navigate = useNavigate();
  const { id } = useWorkspace();
  const [sheet, setSheet] = useState<'make' | 'mini' | 'settings' | null>(null);
  const list = useListState({ filters: ['archived'] });
  const query = { q: list.q, archived: list.chosen['archived']?.[0] === 'true' ? 'true' : 'false' };
  const pages = usePages(listNamedLinks, { query }, (page) => page.items);
  const make = can('links:write') ? { label: t('make'), onClick: () => setSheet('make') } : null;
  const save = () => location.assign(addressOf(exportNamedLinks, { query }, id));
  return (
    <Page
      title={t('title')}
      tone="work"
      actions={[
        { key: 'csv', label: t('csv'), icon: 'download', onClick: save },
        ...(can('links:configure')
          ? [
              { key: 'mini', label: t('mini'), icon: 'phone' as const, onClick: () => setSheet('mini') },
              { key: 'settings', label: t('settings'), icon: 'settings' as const, onClick: () => setSheet('settings') },
            ]
          : []),
      ]}
      {...(make ? { primary: { key: 'make', icon: 'plus', ...make } } : {})}
    >
      <p className="t2 cjk">{t('lead')}</p>
      <DataTable
        name="links"
        {...pages}
        list={list}
        columns={useColumns()}
        rowKey={(row) => row.linkId}
        href={(row) => to(`links/${row.linkId}`)}
        search={{ placeholder: t('search') }}
        filters={[{ key: 'archived', label: t('state.label'), options: [{ value: 'true', label: t('archived') }] }]}
        card={(row) => (
          <RowCard
            title={row.name}
            tags={<State state={row.state} />}
            right={t('visitorsOf', { count: row.visitors })}
            line={row.target}
            note={row.lastAt ? format.when(row.lastAt) : t('never')}
          />
        )}
        empty={
          <EmptyState
            icon="link"
            title={t('empty')}
            hint={t('emptyHint')}
            {...(make ? { action: <Button onClick={make.onClick}>{make.label}</Button> } : {})}
          />
        }
        twoLines
      />
      <Suspense fallback={null}>
        {sheet === 'make' ? (
          <LinkSheet close={() => setSheet(null)} done={(link) => void navigate(to(`links/${link.linkId}`))} />
        ) : null}
        {sheet === 'mini' ? <MiniSheet close={() => setSheet(null)} /> : null}
        {sheet === 'settings' ? <SettingsSheet close={() => setSheet(null)} /> : null}
      </Suspense>
    </Page>
  );
}

function useColumns(): readonly Column<NamedLink>[] {
  const t = useWords(words);
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (row) => (
        <Two value={<span className="fw5 el">{row.name}</span>} under={<span className="el">{row.target}</span>} />
      ),
    },
    { key: 'state', title: t('state.label'), width: 110, render: (row) => <State state={row.state} /> },
    {
      key: 'visitors',
      title: t('visitors'),
      width: 170,
      align: 'right',
      render: (row) => (
        <Two
          value={format.number(row.visitors)}
          under={row.bots > 0 ? t('bots', { count: row.bots }) : t('visits', { count: row.visits })}
        />
      ),
    },
    {
      key: 'last',
      title: t('last'),
      width: 140,
      render: (row) => (row.lastAt ? format.when(row.lastAt) : <span className="t3">{t('never')}</span>),
    },
    {
      key: 'expires',
      title: t('expires'),
      width: 140,
      render: (row) => (row.expiresAt ? format.when(row.expiresAt) : <span className="t3">{t('forever')}</span>),
    },
  ];
}
