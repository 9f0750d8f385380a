import { useWords } from '../../../../console/lib/i18n.ts';
import type { TaskItem } from '../../contract.ts';
import { words } from '../words.ts';
import { type AnyResult, ofResult, resultsOf } from './order.ts';

/** Of what ended today, by how it ended: one press narrows, the same again widens. */
export function Results({
  items,
  chosen,
  choose,
}: {
  items: readonly TaskItem[];
  chosen: AnyResult | null;
  choose: (result: AnyResult | null) => void;
}) {
  const t = useWords(words);
  const results = resultsOf(items);
  if (results.length < 2 && chosen === null) return null;
  const chip = (key: AnyResult | null, label: string, n: number) => (
    <button
      key={key ?? 'all'}
      type="button"
      className={chosen === key ? 'on' : undefined}
      aria-pressed={chosen === key}
      onClick={() => choose(chosen === key ? null : key)}
    >
      {label} <span className="n">{n}</span>
    </button>
  );
  return (
    <div className="chips results" role="group" aria-label={t('byResult')}>
      {chip(null, t('chips.all'), ofResult(items, null).length)}
      {results.map(({ result, n }) => chip(result, t(`results.${result}`), n))}
    </div>
  );
}
