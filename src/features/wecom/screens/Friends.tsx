import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listWecomContacts, type WecomContact } from '../contract.ts';
import { Frame } from './Frame.tsx';
import { words } from './words.ts';

const LinkSheet = lazy(() => import('./LinkSheet.tsx'));
type View = 'unmatched' | 'matched' | 'lost';

/** Friends at WeCom: who is a customer here, who has to be looked at, who is gone. */
export default function Friends() {
  const t = useWords(words);
  const can = useCan();
  const [view, setView] = useState<View>('unmatched');
  const [linking, setLinking] = useState<WecomContact | null>(null);
  const pages = usePages(listWecomContacts, { query: { view } }, (page) => page.items);
  const mayLink = view === 'unmatched' && can('wecom:write');
  return (
    <Frame>
      <p className="t2 cjk">{t('friends.lead')}</p>
      <Choices
        label={t('friends.view')}
        value={view}
        choose={setView}
        options={(['unmatched', 'matched', 'lost'] as const).map((key) => ({ key, label: t(`friends.${key}`) }))}
      />
      <DataTable
        name={`wecom-friends-${view}`}
        {...pages}
        columns={useColumns(view, mayLink ? setLinking : undefined)}
        rowKey={(row) => `${row.externalId}/${row.userid}`}
        {...(mayLink ? { onOpen: setLinking } : {})}
        card={(row) => <Card row={row} />}
        empty={<EmptyState icon="wecom" title={t(`friends.empty.${view}`)} hint={t(`friends.emptyHint.${view}`)} />}
        twoLines
      />
      <Suspense fallback={null}>
        {linking ? <LinkSheet contact={linking} close={() => setLinking(null)} /> : null}
      </Suspense>
    </Frame>
  );
}

const nameOf = (row: WecomContact): string => row.remark ?? row.name ?? row.externalId;

function useColumns(view: View, link: ((row: WecomContact) => void) | undefined): readonly Column<WecomContact>[] {
  const t = useWords(words);
  const format = useFormat();
  const to = usePath();
  return [
    {
      key: 'name',
      title: t('friends.name'),
      render: (row) => (
        <Two
          value={<span className="fw5 el">{nameOf(row)}</span>}
          under={format.list([...(row.remark && row.name ? [row.name] : []), ...row.phones]) || null}
        />
      ),
    },
    {
      key: 'staff',
      title: t('friends.staff'),
      width: 130,
      render: (row) => <span className="el">{row.staff ?? row.userid}</span>,
    },
    {
      key: 'tags',
      title: t('friends.tags'),
      width: 180,
      render: (row) => <span className="el">{format.list(row.tags) || '—'}</span>,
    },
    view === 'matched'
      ? {
          key: 'customer',
          title: t('friends.customer'),
          width: 170,
          render: (row) =>
            row.customer ? (
              <Two
                value={
                  <Link className="hx-link" to={to(`customers/${row.customer.id}`)}>
                    {row.customer.name ?? row.customer.id}
                  </Link>
                }
                under={row.matchedBy ? t(`friends.by.${row.matchedBy}`) : null}
              />
            ) : null,
        }
      : { key: 'source', title: t('friends.source'), width: 140, render: (row) => row.source ?? '—' },
    {
      key: 'when',
      title: t(view === 'lost' ? 'friends.lostAt' : 'friends.addedAt'),
      width: 140,
      align: 'right',
      render: (row) => <span className="nw">{format.when(view === 'lost' ? row.lostAt : row.addedAt)}</span>,
    },
    ...(link
      ? [
          {
            key: 'link',
            title: '',
            width: 124,
            align: 'right' as const,
            render: (row: WecomContact) => (
              <Button size="small" icon="link" onClick={() => link(row)}>
                {t('friends.link')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function Card({ row }: { row: WecomContact }) {
  const format = useFormat();
  return (
    <RowCard
      title={nameOf(row)}
      right={format.when(row.lostAt ?? row.addedAt)}
      line={[row.staff ?? row.userid, row.customer?.name, row.source].filter(Boolean).join(' · ')}
      note={format.list([...row.phones, ...row.tags])}
    />
  );
}
