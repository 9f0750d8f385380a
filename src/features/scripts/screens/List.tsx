import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { listScripts, type ScriptSummary } from '../contract.ts';
import { words } from './words.ts';

/** 话术: by number, each in its newest version. */
export default function List() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const list = useListState();
  const query = useEndpoint(listScripts, {});
  const playbookName = usePlaybookName();
  const rows = query.data?.items.filter(({ number, name, playbook }) =>
    `${number} ${name.zh} ${name.en} ${playbook} ${playbookName(playbook)}`
      .toLowerCase()
      .includes(list.q.toLowerCase()),
  );
  const columns: readonly Column<ScriptSummary>[] = [
    { key: 'number', title: t('number'), width: 120, render: (row) => row.number },
    {
      key: 'name',
      title: t('name'),
      render: (row) => (
        <span className="row g8">
          {say(row.name)} <Tag>{t('v', { version: row.version })}</Tag>
        </span>
      ),
    },
    {
      key: 'playbook',
      title: t('playbook'),
      width: 220,
      render: (row) => <span className="t2">{playbookName(row.playbook)}</span>,
    },
    { key: 'steps', title: t('steps'), width: 80, align: 'right', render: (row) => row.steps },
    { key: 'must', title: t('must'), width: 80, align: 'right', render: (row) => row.must },
    { key: 'branches', title: t('branches'), width: 90, align: 'right', render: (row) => row.branches },
  ];
  return (
    <Page title={t('title')} tone="work">
      <DataTable
        name="scripts"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.playbook}/${row.key}`}
        list={list}
        search={{ placeholder: t('search') }}
        href={(row) => to(`scripts/${row.playbook}/${row.key}`)}
        card={(row) => (
          <RowCard
            title={`${row.number} ${say(row.name)}`}
            right={<Tag>{t('v', { version: row.version })}</Tag>}
            line={playbookName(row.playbook)}
            note={[
              t('count', { n: row.steps }),
              t('mustCount', { n: row.must }),
              t('branchCount', { n: row.branches }),
            ].join(' · ')}
          />
        )}
        empty={
          <EmptyState
            icon="book"
            title={t('empty')}
            hint={t('emptyHint')}
            action={<Button to={to('playbooks')}>{t('toPlaybooks')}</Button>}
          />
        }
        total={rows?.length}
        error={query.error}
        retry={() => void query.refetch()}
      />
    </Page>
  );
}

function usePlaybookName(): (key: string) => string {
  const say = useSay();
  const can = useCan();
  const query = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 600_000 });
  return (key) => {
    const name = query.data?.playbooks.find((one) => one.key === key)?.name;
    return name ? say(name) : key;
  };
}
