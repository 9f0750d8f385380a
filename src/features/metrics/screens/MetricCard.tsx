import { IntervalRows } from '../../../console/charts/IntervalPlot.tsx';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { Board, Group } from '../contract.ts';
import { useShow } from './show.ts';
import { words } from './words.ts';

/** One metric: the figure with what it rests on, month by month, and each dimension. */
export function MetricCard({ board }: { board: Board }) {
  const t = useWords(words);
  const comma = useLocale() === 'zh' ? '，' : ', ';
  const say = useSay();
  const format = useFormat();
  const show = useShow(board.definition);
  const { figure, points, dimensions } = board;
  const name = say(board.name);
  const drawn = points.filter((point) => point.value !== null).length;
  const months = t('months12').split('|');
  const isManyYears = new Set(points.map((point) => point.period.slice(0, 4))).size > 1;
  return (
    <Card title={name} caption={`${show.definition} · ${t('version', { version: figure.version })}`}>
      <div className="metric">
        <div className="now">
          <Figure
            value={figure.value === null ? null : show.value(figure.value)}
            interval={show.interval(figure)}
            n={format.number(figure.n)}
            missing={show.lacking(figure)}
          />
          <ul className="rests">
            {figure.mean === null ? null : (
              <li>
                {t('mean', { mean: format.number(figure.mean, 2) })}
                {figure.mean_ci
                  ? ` ${format.interval(figure.mean_ci[0], figure.mean_ci[1], (end) => format.number(end, 2))}`
                  : ''}
              </li>
            )}
            <li>
              {figure.rate?.value == null
                ? t('rateUnknown')
                : `${t('rate', { rate: format.percent(figure.rate.value) })}${comma}${t('rateOf', { asked: format.number(figure.rate.asked) })}`}
            </li>
          </ul>
          <Scores counts={figure.counts} label={t('scores')} />
        </div>
        {drawn > 0 ? (
          <LineBand
            height={220}
            label={t('trend', { name })}
            title={t('trend', { name })}
            format={show.value}
            points={points.map((point) => ({
              label: isManyYears ? point.period : (months[Number(point.period.slice(5)) - 1] ?? point.period),
              value: point.value,
              low: point.ci?.[0] ?? null,
              high: point.ci?.[1] ?? null,
              n: point.n,
            }))}
            breaks={points.flatMap((point, at) =>
              point.changed ? [{ at, label: t('changed', { version: point.version }) }] : [],
            )}
          />
        ) : (
          <p className="none t3">{show.lacking(figure)}</p>
        )}
      </div>
      {dimensions.length > 0 ? <Dimensions groups={dimensions} board={board} /> : null}
    </Card>
  );
}

/** Every score with how often it was given: a mean hides two camps. */
function Scores({ counts, label }: { counts: Board['figure']['counts']; label: string }) {
  const format = useFormat();
  const whole = rounded(counts);
  const most = Math.max(...whole.map(({ n }) => n), 1);
  if (whole.length < 2) return null;
  return (
    <ol className="scores" aria-label={label}>
      {whole.map(({ score, n }) => (
        <li key={score} title={`${score}: ${format.number(n)}`}>
          <span className="bar" style={{ height: `${Math.max(2, (n / most) * 40)}px` }} />
          <span className="f11">{score}</span>
        </li>
      ))}
    </ol>
  );
}

/** Means of rows stand with the whole score next to them. */
function rounded(counts: Board['figure']['counts']): { score: number; n: number }[] {
  const found = new Map<number, number>();
  for (const { score, n } of counts) found.set(Math.round(score), (found.get(Math.round(score)) ?? 0) + n);
  return [...found].map(([score, n]) => ({ score, n })).sort((a, b) => a.score - b.score);
}

function Dimensions({ groups, board }: { groups: readonly Group[]; board: Board }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const show = useShow(board.definition);
  const nameOf = (group: Group) => (group.name ? say(group.name) : group.key);
  const drawn = groups.flatMap((group) =>
    group.value === null || group.ci === null
      ? []
      : [{ label: nameOf(group), value: group.value, low: group.ci[0], high: group.ci[1], n: group.n }],
  );
  const few = groups.filter((group) => group.value === null);
  drawn.sort((a, b) => b.value - a.value);
  return (
    <section className="dimensions">
      <h3>{t('dimensions')}</h3>
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
