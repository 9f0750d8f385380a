import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import type { Scorecard } from '../contract.ts';
import { words } from './words.ts';

/** What those who answered said, month by month. */
export function Trends({ card }: { card: Scorecard }) {
  const asked = (card.trends ?? []).filter((trend) => trend.points.some((point) => point.n > 0));
  return asked.map((trend) => <Trend key={trend.metric} trend={trend} />);
}

function Trend({ trend }: { trend: NonNullable<Scorecard['trends']>[number] }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { points, unit } = trend;
  const title = t('trend.title', { name: say(trend.name) });
  const write = (value: number) => (unit === 'share' ? format.percent(value, 0) : format.number(Math.round(value)));
  const months = t('trend.months12').split('|');
  const isManyYears = new Set(points.map((point) => point.period.slice(0, 4))).size > 1;
  return (
    <Card title={title} caption={t('trend.caption')}>
      {points.some((point) => point.value !== null) ? (
        <LineBand
          height={220}
          label={title}
          title={title}
          format={write}
          points={points.map(({ period, value, ci, n }) => ({
            label: isManyYears ? period : (months[Number(period.slice(5)) - 1] ?? period),
            value,
            low: ci?.[0] ?? null,
            high: ci?.[1] ?? null,
            n,
          }))}
          breaks={points.flatMap((point, at) =>
            at > 0 && points[at - 1]?.version !== point.version
              ? [{ at, label: t('trend.version', { version: point.version }) }]
              : [],
          )}
        />
      ) : (
        <p className="hx-score-words">{t('trend.none')}</p>
      )}
    </Card>
  );
}
