import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Tag, type Tone } from '../../../../console/ui/Tag.tsx';
import type { ImportRun } from '../../contract-imports.ts';
import { words } from './words.ts';

export const isUnderWay = (run: ImportRun): boolean => run.status === 'waiting' || run.status === 'running';

/** Share of the file that was read, 0 to 1. */
export const partOf = (run: ImportRun): number => (run.fileBytes > 0 ? Math.min(1, run.bytesRead / run.fileBytes) : 0);

const tones: Readonly<Record<ImportRun['status'], Tone>> = {
  uploaded: 'warn',
  waiting: 'neutral',
  running: 'accent',
  done: 'neutral',
  failed: 'bad',
  stopped: 'neutral',
};

export function RunTag({ run }: { run: ImportRun }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Tag tone={tones[run.status]} dot={run.status === 'running'} icon={run.status === 'done' ? 'check' : undefined}>
      {t(`states.${run.status}`)}
      {run.status === 'running' ? ` ${format.percent(partOf(run), 0)}` : ''}
    </Tag>
  );
}
