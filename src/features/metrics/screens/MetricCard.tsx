import type { ReactNode } from 'react';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import type { Board } from '../contract.ts';
import { Now } from './Now.tsx';
import { Rows } from './Rows.tsx';
import { useShow } from './show.ts';
import { words } from './words.ts';

/** One metric: the figure with what it rests on, month by month, and each dimension. */
export function MetricCard({ board, children }: { board: Board; children?: ReactNode }) {
  const t = useWords(words);
  const say = useSay();
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
          <Now figure={figure} show={show} />
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
            apart
            breaks={points.flatMap((point, at) =>
              point.changed ? [{ at, label: t('changed', { version: point.version }) }] : [],
            )}
          />
        ) : (
          <p className="none t3">{show.lacking(figure)}</p>
        )}
      </div>
      {dimensions.length > 0 ? <Rows groups={dimensions} show={show} /> : null}
      {children}
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
