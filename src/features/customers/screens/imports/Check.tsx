import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { type Crumb, Opening, Page } from '../../../../console/ui/Page.tsx';
import { Answered, ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { listAttributes } from '../../contract.ts';
import {
  getImport,
  IMPORT_FIELDS,
  IMPORT_KIND_WORDS,
  type ImportRun,
  listImports,
  previewImport,
  startImport,
} from '../../contract-imports.ts';
import { FormatBar, type Wish } from './FormatBar.tsx';
import { guessesOf, mappingOf } from './mapping.ts';
import { Mapping } from './Mapping.tsx';
import { keepRest, restOf } from './rest.ts';
import { PreviewTable } from './PreviewTable.tsx';
import { words } from './words.ts';

/** Before anything is written: how the file is read, which column is what, the first rows. */
export function Check({
  run,
  crumbs,
  name,
  started,
}: {
  run: ImportRun;
  crumbs: readonly Crumb[];
  name: string;
  started: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const [wish, setWish] = useState<Wish>({});
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(run.mapping);
  const [rest, setRest] = useState(restOf(run.importId));
  const query = useEndpoint(previewImport, {
    params: { id: run.importId },
    query: {
      ...(wish.encoding ? { encoding: wish.encoding } : {}),
      ...(wish.delimiter ? { delimiter: wish.delimiter } : {}),
      ...(wish.header === undefined ? {} : { header: wish.header ? 'true' : 'false' }),
    },
  });
  const start = useAction(startImport, { changes: [getImport, listImports], onDone: started });
  const attributes = useEndpoint(listAttributes, {}, { enabled: run.kind === 'customers' });
  const definitions = attributes.data?.items ?? [];
  const preview = query.data;
  const guesses = preview ? guessesOf(preview, definitions) : [];
  const columns = preview ? mappingOf(guesses, preview.columns, chosen) : {};
  const missing = IMPORT_FIELDS[run.kind].filter((field) => field.required && !columns[field.name]);
  const lines = format.number(preview?.lines ?? 0);
  return (
    <Page
      tone="work"
      title={name}
      crumbs={crumbs}
      tags={<span className="t3 f12">{say(IMPORT_KIND_WORDS[run.kind])}</span>}
      note={
        missing.length > 0 && preview
          ? t('missing', { fields: missing.map((one) => say(one.words)).join(t('comma')) })
          : undefined
      }
      primary={{
        key: 'start',
        label: t('start', { count: lines }),
        disabled: !preview || missing.length > 0,
        loading: start.isPending,
        onClick: () => {
          if (!preview) return;
          keepRest(run.importId, rest);
          start.mutate({
            params: { id: run.importId },
            body: {
              columns,
              rest,
              encoding: preview.encoding,
              delimiter: preview.delimiter as ',' | ';' | '\t' | '|',
              header: preview.header,
            },
          });
        },
      }}
    >
      <Answered query={query}>
        {(shown) => (
          <>
            <Opening lead={t('checkLead')}>{t('check', { count: lines })}</Opening>
            <ErrorNote error={start.error} />
            <Mapping
              kind={run.kind}
              preview={shown}
              attributes={definitions}
              guesses={guesses}
              columns={columns}
              chosen={chosen}
              choose={(field, column) => setChosen({ ...chosen, [field]: column })}
              rest={rest}
              setRest={setRest}
              problem={start.error}
            />
            <section className="hx-import-part">
              <header>
                <h2>{t('preview')}</h2>
                <span className="f12 t3">
                  {t('previewOf', {
                    count: format.number(shown.rows.length),
                    lines: format.number(shown.lines),
                    size: sizeText(run.fileBytes),
                  })}
                </span>
                <span className="grow" />
                <FormatBar preview={shown} change={(part) => setWish({ ...wish, ...part })} />
              </header>
              {shown.warnings.map((warning) => (
                <Note key={warning} tone={shown.columns.length === 1 ? 'warn' : 'info'}>
                  {warning}
                </Note>
              ))}
              <PreviewTable kind={run.kind} preview={shown} mapping={columns} attributes={definitions} />
            </section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024))));
  const size = bytes / 1024 ** at;
  return `${at === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[at]}`;
}
