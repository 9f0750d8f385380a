import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Figure, Figures } from '../../../../console/ui/Figure.tsx';
import { Opening } from '../../../../console/ui/Page.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { getImport, type ImportRun, listImports, startImport } from '../../contract-imports.ts';
import { Errors } from './Errors.tsx';
import { restOf } from './rest.ts';
import { words } from './words.ts';

const FACTS = ['customersNew', 'purchases', 'refunds', 'zero', 'net', 'tagged', 'differs'] as const;
const UNITS = {
  orders: 'unitOrder',
  customers: 'unitCustomer',
  contracts: 'unitContract',
  events: 'unitEvent',
} as const;

/** What came of it: one sentence, the figures, the rows that were refused and what to do next. */
export function Result({ run, redo }: { run: ImportRun; redo: () => void }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const goOn = useAction(startImport, { changes: [getImport, listImports] });
  const written = run.rowsAdded + run.rowsChanged + run.rowsSame;
  const isDone = run.status === 'done';
  const headline = () => {
    if (run.status === 'failed') return t('failure');
    if (run.status === 'stopped') return t('stopped', { count: format.number(written) });
    if (run.rowsAdded > 0) return t(`done.${run.kind}`, { count: format.number(run.rowsAdded) });
    return written > 0 ? t(`doneSame.${run.kind}`) : t('doneNone');
  };
  const lead = () => {
    if (run.status === 'failed') return `${run.failure ?? ''} ${t('kept', { count: format.number(written) })}`;
    if (run.status === 'stopped') return t('stoppedLead');
    const count = format.number(run.rowsRead);
    return run.rowsFailed > 0
      ? t('doneWithErrors', { count, failed: format.number(run.rowsFailed) })
      : t('doneAllRead', { count });
  };
  const facts = FACTS.filter(
    (key) => (run.summary[key] ?? 0) !== 0 && !(run.kind === 'customers' && key === 'customersNew'),
  );
  return (
    <>
      <Opening lead={lead()}>{headline()}</Opening>
      <div className="row g8 wrap">
        {isDone ? (
          <>
            <Button type="primary" icon="customers" to={to('customers')}>
              {t('seeCustomers')}
            </Button>
            <Button to={to('customers/import')}>{t('another')}</Button>
          </>
        ) : (
          <>
            <Button
              type="primary"
              icon="play"
              loading={goOn.isPending}
              onClick={() =>
                goOn.mutate({
                  params: { id: run.importId },
                  body: { columns: run.mapping, rest: restOf(run.importId) },
                })
              }
            >
              {t('goOn')}
            </Button>
            <Button onClick={redo}>{t('redo')}</Button>
          </>
        )}
      </div>
      <ErrorNote error={goOn.error} />
      <Figures>
        <Figure label={t('added')} value={format.number(run.rowsAdded)} unit={t(UNITS[run.kind])} />
        <Figure label={t('same')} value={format.number(run.rowsSame)} unit={t('unitRow')} />
        {run.kind === 'customers' || run.kind === 'contracts' ? (
          <Figure label={t('changed')} value={format.number(run.rowsChanged)} unit={t('unitRow')} />
        ) : null}
        <Figure
          label={t('failed')}
          value={<span className={run.rowsFailed > 0 ? 'bad' : undefined}>{format.number(run.rowsFailed)}</span>}
          unit={t('unitRow')}
        />
      </Figures>
      {facts.length > 0 ? (
        <dl className="hx-import-facts">
          {facts.map((key) => (
            <div key={key}>
              <dt>{t(`facts.${key}`)}</dt>
              <dd>{key === 'net' ? format.money(run.summary[key]) : format.number(run.summary[key])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {run.summary.differs ? <Note tone="warn">{t('differsNote')}</Note> : null}
      {run.rowsFailed > 0 ? <Errors run={run} /> : null}
    </>
  );
}
