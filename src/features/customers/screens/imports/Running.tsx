import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Figure, Figures } from '../../../../console/ui/Figure.tsx';
import { Progress } from '../../../../console/ui/Progress.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { getImport, type ImportRun, listImports, stopImport } from '../../contract-imports.ts';
import { partOf } from './RunTag.tsx';
import { words } from './words.ts';

/** How far it is; the figures count as the rows are written. */
export function Running({ run, name }: { run: ImportRun; name: string }) {
  const t = useWords(words);
  const format = useFormat();
  const stop = useAction(stopImport, { changes: [getImport, listImports] });
  const speed = useSpeed(run.rowsRead);
  return (
    <>
      <Progress
        part={run.status === 'waiting' ? null : partOf(run)}
        label={run.status === 'waiting' ? t('waiting') : t('running', { name })}
        note={[speed ? t('speed', { count: format.number(speed) }) : '', t('runningNote')].filter(Boolean).join(' · ')}
      />
      <Figures>
        <Figure label={t('rows')} value={format.number(run.rowsRead)} />
        <Figure label={t('added')} value={format.number(run.rowsAdded)} />
        <Figure label={t('same')} value={format.number(run.rowsSame + run.rowsChanged)} />
        <Figure label={t('failed')} value={format.number(run.rowsFailed)} />
      </Figures>
      <div>
        <Button icon="pause" loading={stop.isPending} onClick={() => stop.mutate({ params: { id: run.importId } })}>
          {t('stop')}
        </Button>
      </div>
      <ErrorNote error={stop.error} />
    </>
  );
}

/** Rows a second since this page looks on, in round figures; null at first. */
function useSpeed(rows: number): number | null {
  const first = useRef<{ at: number; rows: number } | null>(null);
  const [speed, setSpeed] = useState<number | null>(null);
  useEffect(() => {
    const now = performance.now();
    first.current ??= { at: now, rows };
    const seconds = (now - first.current.at) / 1000;
    if (seconds > 1) setSpeed(Math.round((rows - first.current.rows) / seconds / 100) * 100 || null);
  }, [rows]);
  return speed;
}
