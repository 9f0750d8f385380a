import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { IMPORT_KIND_WORDS, type ImportRun, listImports } from '../../contract-imports.ts';
import { CustomersPage } from '../Frame.tsx';
import { isUnderWay, partOf, RunTag } from './RunTag.tsx';
import { Upload } from './Upload.tsx';
import { words } from './words.ts';
import './imports.css';

/** 客户 › 导入: a new file, and every import so far with its state; one under way can be found again here. */
export default function Imports() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const navigate = useNavigate();
  const runs = useEndpoint(
    listImports,
    {},
    { every: (answer) => ((answer as { items: ImportRun[] } | undefined)?.items.some(isUnderWay) ? 1500 : false) },
  );
  const path = (run: ImportRun) => to(`customers/import/${encodeURIComponent(run.importId)}`);
  const figure = (key: 'added' | 'same' | 'changed', of: (run: ImportRun) => number): Column<ImportRun> => ({
    key,
    title: t(key),
    width: 96,
    align: 'right',
    render: (run) => (of(run) > 0 ? format.number(of(run)) : <span className="t3">—</span>),
  });
  const columns: readonly Column<ImportRun>[] = [
    {
      key: 'file',
      title: t('file'),
      render: (run) => <Two strong value={nameOf(run)} under={say(IMPORT_KIND_WORDS[run.kind])} />,
    },
    { key: 'state', title: t('state'), width: 144, render: (run) => <RunTag run={run} /> },
    figure('added', (run) => run.rowsAdded),
    figure('same', (run) => run.rowsSame),
    figure('changed', (run) => run.rowsChanged),
    {
      key: 'failed',
      title: t('failed'),
      width: 96,
      align: 'right',
      render: (run) =>
        run.rowsFailed > 0 ? (
          <span className="bad">{format.number(run.rowsFailed)}</span>
        ) : (
          <span className="t3">—</span>
        ),
    },
    {
      key: 'when',
      title: t('when'),
      width: 168,
      align: 'right',
      render: (run) => <Two value={format.when(run.createdAt)} under={t('by', { name: run.startedBy })} />,
    },
  ];
  return (
    <CustomersPage>
      <Upload onDone={(run) => void navigate(path(run))} />
      {runs.data?.items.length === 0 ? null : <h2 className="hx-import-history">{t('history')}</h2>}
      <DataTable
        name="imports"
        columns={columns}
        rows={runs.data?.items}
        rowKey={(run) => run.importId}
        href={path}
        card={(run) => (
          <RowCard
            title={nameOf(run)}
            right={<RunTag run={run} />}
            line={[
              say(IMPORT_KIND_WORDS[run.kind]),
              run.rowsAdded > 0 ? `${t('added')} ${format.number(run.rowsAdded)}` : '',
              run.rowsFailed > 0 ? `${t('failed')} ${format.number(run.rowsFailed)}` : '',
              isUnderWay(run) ? format.percent(partOf(run), 0) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            note={`${format.when(run.createdAt)} ${t('by', { name: run.startedBy })}`}
          />
        )}
        empty={null}
        error={runs.error}
        retry={() => void runs.refetch()}
        twoLines
      />
    </CustomersPage>
  );
}

/** The command line records the whole path. */
const nameOf = (run: ImportRun) => run.fileName.split(/[\\/]/).at(-1) ?? run.fileName;
