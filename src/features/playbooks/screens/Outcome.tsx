import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { PlaybookDetail } from '../contract.ts';
import { words } from './words.ts';

type Run = PlaybookDetail['runs'][number];

/** How many a run put into each arm, as the action that enrols wrote it down; null when it did not get that far. */
export function armsOf(run: Run): { readonly treatment: number; readonly control: number } | null {
  const enrol = run.outcome.enrol ?? run.outcome;
  if (typeof enrol !== 'object' || enrol === null) return null;
  const { treatment, control } = enrol as Readonly<Record<string, unknown>>;
  return typeof treatment === 'number' && typeof control === 'number' ? { treatment, control } : null;
}

/** One line: who entered, or what went wrong. */
export function Outcome({ run }: { run: Run }) {
  const t = useWords(words);
  const format = useFormat();
  if (run.error)
    return (
      <span className="bad el" title={run.error}>
        {run.error}
      </span>
    );
  const arms = armsOf(run);
  if (!arms) return <span>{t('people', { count: format.number(run.fired) })}</span>;
  return <span>{t('list.arms', { t: format.number(arms.treatment), c: format.number(arms.control) })}</span>;
}
