import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import type { Column } from '../../../console/table/types.ts';
import { EmptyState } from '../../../console/ui/States.tsx';
import type { PlaybookDetail } from '../contract.ts';
import { PlaybookPage } from './Frame.tsx';
import { armsOf, Outcome } from './Outcome.tsx';
import { words } from './words.ts';

type Run = PlaybookDetail['runs'][number];

/** 运行记录: each check, whom it found, and what went wrong. */
export default function Runs() {
  const t = useWords(words);
  const format = useFormat();
  const columns = useColumns();
  return (
    <PlaybookPage tone="work">
      {(playbook) => (
        <>
          {playbook.nextRunAt && playbook.status === 'running' ? (
            <p className="t2">{t('runs.next', { when: format.when(playbook.nextRunAt) })}</p>
          ) : null}
          <DataTable
            name="playbook-runs"
            columns={columns}
            rows={playbook.runs}
            rowKey={(run) => run.runId}
            card={(run) => (
              <RowCard
                title={format.when(run.at)}
                right={t('people', { count: format.number(run.fired) })}
                line={<Outcome run={run} />}
              />
            )}
            empty={<EmptyState icon="clock" title={t('runs.empty')} hint={t('runs.emptyHint')} />}
            total={playbook.runs.length}
          />
        </>
      )}
    </PlaybookPage>
  );
}

function useColumns(): readonly Column<Run>[] {
  const t = useWords(words);
  const format = useFormat();
  const figure = (value: number | undefined) => (value === undefined ? '—' : format.number(value));
  return [
    { key: 'at', title: t('runs.at'), width: 180, render: (run) => format.when(run.at) },
    { key: 'fired', title: t('runs.fired'), width: 110, align: 'right', render: (run) => format.number(run.fired) },
    {
      key: 'treatment',
      title: t('runs.treatment'),
      width: 110,
      align: 'right',
      render: (run) => figure(armsOf(run)?.treatment),
    },
    {
      key: 'control',
      title: t('runs.control'),
      width: 110,
      align: 'right',
      render: (run) => figure(armsOf(run)?.control),
    },
    {
      key: 'result',
      title: t('runs.result'),
      render: (run) =>
        run.error ? (
          <span className="bad" title={run.error}>
            {format.labelled(t('runs.failed'), run.error)}
          </span>
        ) : (
          <span className="t2">{t('runs.ok')}</span>
        ),
    },
  ];
}
