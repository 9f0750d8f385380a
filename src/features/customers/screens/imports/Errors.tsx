import { addressOf } from '../../../../console/lib/address.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, useWorkspace } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { downloadImportErrors, IMPORT_FIELDS, type ImportRun, listImportErrors } from '../../contract-imports.ts';
import { words } from './words.ts';

/** The rows that were refused, each with its reason and as it stands in the file. */
export function Errors({ run }: { run: ImportRun }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { id: workspace } = useWorkspace();
  const params = { id: run.importId };
  const errors = useEndpoint(listImportErrors, { params });
  const items = errors.data?.items;
  const nameOf = (field: string) => {
    const known = IMPORT_FIELDS[run.kind].find((one) => one.name === field);
    return known ? say(known.words) : field;
  };
  const problemOf = (error: { readonly field: string; readonly message: string }) =>
    t('problemOf', { field: nameOf(error.field), message: error.message });
  return (
    <section className="hx-import-part">
      <header>
        <h2>{t('errors')}</h2>
        {items ? (
          <span className="f12 t3">
            {t('errorsShown', { shown: format.number(items.length), total: format.number(run.rowsFailed) })}
          </span>
        ) : null}
        <span className="grow" />
        <Button
          size="small"
          icon="download"
          onClick={() => location.assign(addressOf(downloadImportErrors, { params }, workspace))}
        >
          {t('download')}
        </Button>
      </header>
      <DataTable
        name="import-errors"
        columns={[
          { key: 'row', title: t('row'), width: 80, render: (error) => format.number(error.row) },
          {
            key: 'problem',
            title: t('problem'),
            width: 360,
            render: (error) => problemOf(error),
          },
          {
            key: 'line',
            title: t('line'),
            render: (error) => (
              <code className="hx-import-line" title={error.line}>
                {error.line}
              </code>
            ),
          },
        ]}
        rows={items}
        rowKey={(error) => `${error.row}${error.field}${error.code}`}
        card={(error) => (
          <RowCard
            title={`${t('row')} ${format.number(error.row)}`}
            line={problemOf(error)}
            note={<code className="hx-import-line">{error.line}</code>}
          />
        )}
        empty={null}
        error={errors.error}
        retry={() => void errors.refetch()}
      />
    </section>
  );
}
