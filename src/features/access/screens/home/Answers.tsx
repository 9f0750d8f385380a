import { LineBand } from '../../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Figure } from '../../../../console/ui/Figure.tsx';
import { Skeleton } from '../../../../console/ui/States.tsx';
import { type Board, getBoard } from '../../../metrics/contract.ts';
import { words } from './words.ts';

/** Satisfaction, recommendation and intent, each with its interval and n; the recommendation month by month. Nothing while nobody has answered. */
export function Answers() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const query = useEndpoint(getBoard, { query: { months: '6' } });
  const answered = (query.data?.metrics ?? []).filter((metric) => metric.figure.n > 0);
  if (query.isLoading)
    return (
      <Card title={t('answers.title')} caption={t('answers.caption')}>
        <Skeleton lines={3} />
      </Card>
    );
  if (answered.length === 0) return null;
  const write = (metric: Board) => (value: number) =>
    metric.definition.kind === 'share' ? format.percent(value, 0) : format.number(Math.round(value));
  const nps = answered.find((metric) => metric.metric === 'nps' && metric.points.some((point) => point.value !== null));
  return (
    <Card
      title={t('answers.title')}
      caption={t('answers.caption')}
      extra={
        <Button type="link" to={to('metrics')}>
          {t('answers.more')}
        </Button>
      }
    >
      <div className="hx-home-measures">
        {answered.map((metric) => {
          const { figure } = metric;
          return (
            <Figure
              key={metric.metric}
              label={say(metric.name)}
              value={figure.value === null ? null : write(metric)(figure.value)}
              interval={figure.ci ? format.interval(figure.ci[0], figure.ci[1], write(metric)) : null}
              n={format.number(figure.n)}
              note={
                figure.rate?.value == null
                  ? t('answers.rateUnknown')
                  : t('answers.rate', { rate: format.percent(figure.rate.value) })
              }
              missing={t('answers.few', { count: figure.lacking })}
            />
          );
        })}
      </div>
      {nps ? (
        <LineBand
          height={200}
          label={say(nps.name)}
          title={say(nps.name)}
          format={write(nps)}
          points={nps.points.map((point) => ({
            label: point.period.slice(2),
            value: point.value,
            low: point.ci?.[0] ?? null,
            high: point.ci?.[1] ?? null,
            n: point.n,
          }))}
        />
      ) : null}
    </Card>
  );
}
