import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { EmptyState, ErrorNote } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import {
  getWecom,
  listWecomContacts,
  listWecomRuns,
  listWecomStaff,
  startWecomSync,
  type WecomRun,
} from '../contract.ts';
import { Frame } from './Frame.tsx';
import { words } from './words.ts';

/** Past readings of contacts and tags, and the one that is going on. */
export default function Runs() {
  const t = useWords(words);
  const can = useCan();
  const runs = useEndpoint(
    listWecomRuns,
    {},
    {
      every: (answer) => ((answer as { items: WecomRun[] } | undefined)?.items[0]?.state === 'running' ? 2000 : 60_000),
    },
  );
  const start = useAction(startWecomSync, { changes: [listWecomRuns, getWecom, listWecomStaff, listWecomContacts] });
  const isRunning = runs.data?.items[0]?.state === 'running';
  return (
    <Frame
      actions={
        can('wecom:write')
          ? [
              {
                key: 'sync',
                label: t('runs.start'),
                icon: 'refresh',
                disabled: isRunning,
                loading: start.isPending,
                onClick: () => start.mutate({}),
              },
            ]
          : []
      }
    >
      <p className="t2 cjk">{t('runs.lead')}</p>
      <ErrorNote error={start.error} />
      <DataTable
        name="wecom-runs"
        rows={runs.data?.items}
        columns={useColumns()}
        rowKey={(row) => row.runId}
        card={(row) => <Card row={row} />}
        empty={<EmptyState icon="refresh" title={t('runs.empty')} hint={t('runs.emptyHint')} />}
        error={runs.error}
        retry={() => void runs.refetch()}
        twoLines
      />
    </Frame>
  );
}

function State({ row }: { row: WecomRun }) {
  const t = useWords(words);
  if (row.state === 'failed') return <Tag tone="bad">{t('runs.failed')}</Tag>;
  if (row.state === 'done') return <Tag tone="ok">{t('runs.done')}</Tag>;
  return (
    <Tag tone={row.error ? 'warn' : 'accent'} dot>
      {t(row.error ? 'runs.paused' : 'runs.running')}
    </Tag>
  );
}

function useWhat() {
  const t = useWords(words);
  return (row: WecomRun) => ({
    main: t('runs.friends', { n: row.contacts, added: row.added, matched: row.matched, lost: row.lost }),
    tags: t('runs.tags', { count: row.tagsIn, out: row.tagsOut }),
  });
}

function useColumns(): readonly Column<WecomRun>[] {
  const t = useWords(words);
  const format = useFormat();
  const whatOf = useWhat();
  return [
    {
      key: 'when',
      title: t('runs.when'),
      width: 170,
      render: (row) => (
        <Two value={format.when(row.startedAt)} under={row.by === 'schedule' ? t('runs.schedule') : row.by} />
      ),
    },
    {
      key: 'what',
      title: t('runs.what'),
      render: (row) => <Two value={whatOf(row).main} under={row.error ?? whatOf(row).tags} />,
    },
    {
      key: 'took',
      title: t('runs.took'),
      width: 110,
      align: 'right',
      render: (row) =>
        row.endedAt ? (
          format.duration(Date.parse(row.endedAt) - Date.parse(row.startedAt))
        ) : (
          <span className="t3">—</span>
        ),
    },
    { key: 'state', title: t('runs.state'), width: 120, render: (row) => <State row={row} /> },
  ];
}

function Card({ row }: { row: WecomRun }) {
  const format = useFormat();
  const { main, tags } = useWhat()(row);
  return <RowCard title={format.when(row.startedAt)} tags={<State row={row} />} line={main} note={row.error ?? tags} />;
}
