import { IntervalRows } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { Group } from '../contract.ts';
import type { Show } from './show.ts';
import { words } from './words.ts';

/** Groups with their intervals, the best first; those with too few answers are named, not drawn. */
export function Rows({
  groups,
  show,
  name,
  title,
}: {
  readonly groups: readonly Group[];
  readonly show: Show;
  readonly name?: (group: Group) => string;
  readonly title?: string;
}) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const nameOf = name ?? ((group: Group) => (group.name ? say(group.name) : group.key));
  const drawn = groups.flatMap((group) =>
    group.value === null || group.ci === null
      ? []
      : [{ label: nameOf(group), value: group.value, low: group.ci[0], high: group.ci[1], n: group.n }],
  );
  const few = groups.filter((group) => group.value === null);
  drawn.sort((a, b) => b.value - a.value);
  return (
    <section className="dimensions">
      <h3>{title ?? t('dimensions')}</h3>
      {drawn.length > 0 ? (
        <div className="plot">
          <IntervalRows rows={drawn.map(({ n: _n, ...row }) => ({ ...row, proven: true }))} format={show.value} />
          <ul className="values">
            {drawn.map((row) => (
              <li key={row.label}>
                <span className="who el">{row.label}</span>
                <b>{show.value(row.value)}</b>
                <span className="f12 t3">
                  {format.interval(row.low, row.high, show.value)} n = {format.number(row.n)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {few.length > 0 ? (
        <p className="f12 t3 cjk">
          {t('below', {
            list: format.list(few.map((one) => t('tooFew', { name: nameOf(one), n: one.n, count: one.lacking }))),
          })}
        </p>
      ) : null}
    </section>
  );
}
