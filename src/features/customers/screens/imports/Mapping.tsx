import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import type { ApiProblem } from '../../../../console/lib/problem.ts';
import { Note } from '../../../../console/ui/States.tsx';
import type { Attribute } from '../../contract.ts';
import { IMPORT_FIELDS, type ImportKind, type ImportPreview } from '../../contract-imports.ts';
import { MappingRow } from './MappingRow.tsx';
import { words } from './words.ts';

/** Which column is which field: guessed, shown with its first values, changed by a person. */
export function Mapping({
  kind,
  preview,
  attributes,
  guesses,
  columns,
  chosen,
  choose,
  rest,
  setRest,
  problem,
}: {
  kind: ImportKind;
  preview: ImportPreview;
  attributes: readonly Attribute[];
  guesses: readonly ImportPreview['guess'][number][];
  columns: Readonly<Record<string, string>>;
  chosen: Readonly<Record<string, string>>;
  choose: (field: string, column: string) => void;
  rest: 'keep' | 'drop';
  setRest: (rest: 'keep' | 'drop') => void;
  problem: ApiProblem | null;
}) {
  const t = useWords(words);
  const say = useSay();
  const own = attributes.map((attribute) => ({
    name: `attribute.${attribute.key}`,
    words: attribute,
    required: false,
  }));
  const used = Object.values(columns);
  const left = preview.columns.filter((column) => !used.includes(column));
  const fields = [...IMPORT_FIELDS[kind], ...own];
  return (
    <section className="hx-mapping">
      <div className="head">
        <span>{t('field')}</span>
        <span>{t('column')}</span>
        <span>{t('sample')}</span>
      </div>
      {fields.map((field) => {
        const column = columns[field.name];
        const guess = guesses.find((one) => one.field === field.name);
        const isOwn = chosen[field.name] !== undefined && chosen[field.name] === column && guess?.column !== column;
        return (
          <MappingRow
            key={field.name}
            name={say(field.words)}
            required={field.required}
            column={column}
            columns={preview.columns}
            choose={(next) => choose(field.name, next)}
            isTwice={column !== undefined && used.filter((one) => one === column).length > 1}
            sure={column === undefined ? null : isOwn ? 'chosen' : (guess?.confidence ?? 0) >= 0.8 ? 'sure' : 'likely'}
            sample={preview.rows
              .map((row) => row[preview.columns.indexOf(column ?? '')] ?? '')
              .filter((cell) => cell !== '')
              .slice(0, 3)}
            error={problem?.of(`columns.${field.name}`)}
          />
        );
      })}
      <div className="rest">
        {left.length === 0 ? (
          <span className="t3">{t('restNone')}</span>
        ) : (
          <>
            <span className="fw5">{t('rest', { count: left.length })}</span>
            <span className="hx-import-switch" role="group" aria-label={t('rest', { count: left.length })}>
              <button type="button" aria-pressed={rest === 'keep'} onClick={() => setRest('keep')}>
                {t('keep')}
              </button>
              <button type="button" aria-pressed={rest === 'drop'} onClick={() => setRest('drop')}>
                {t('drop_')}
              </button>
            </span>
            <span className="f12 t3 el" title={left.join(' · ')}>
              {left.join(' · ')}
            </span>
            {rest === 'keep' ? <span className="f12 t3 why">{t(`keepWhat.${kind}`)}</span> : null}
          </>
        )}
      </div>
      {kind === 'orders' && !columns.external_id ? <Note>{t('noId')}</Note> : null}
    </section>
  );
}
