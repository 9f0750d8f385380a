import { IntervalRows } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { Scorecard } from '../contract.ts';
import { intervalOf, isProven } from './row.ts';
import { words } from './words.ts';

/** What the follow-up brought beyond what would have come anyway; adjusted and raw side by side. */
export function Money({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { incremental_revenue: money, revenue } = card;
  const { ends } = intervalOf(money, card.mode);
  const figure = (value: number) => format.number(value, 0);
  const reason = card.missing.find((one) => one.path.startsWith('incremental_revenue'));
  const raw = money.raw;
  const { cap, capped_share: share, cuped_gain: gain, method } = revenue.headline;
  return (
    <Card title={t('money.title')} caption={t('money.caption', { days: card.window.days })}>
      <Figure
        value={money.value === null ? null : format.money(money.value, 0)}
        interval={ends ? format.interval(ends[0], ends[1], figure) : undefined}
        missing={reason ? say(reason.words) : t('money.none')}
        beside
      />
      {money.value !== null && ends ? (
        <IntervalRows
          title={`${say(card.playbook_name)} · ${t('money.title')}`}
          format={(value) => format.money(value, 0)}
          axis={format.short}
          rows={[
            {
              label: t('money.adjusted'),
              value: money.value,
              low: ends[0],
              high: ends[1],
              proven: isProven(revenue.verdict),
            },
            ...(raw.value !== null && raw.ci
              ? [{ label: t('money.raw'), value: raw.value, low: raw.ci[0], high: raw.ci[1], proven: false }]
              : []),
          ]}
        />
      ) : null}
      <p className="hx-score-words">
        {raw.value === null
          ? ''
          : t('money.rawLine', {
              value: format.money(raw.value, 0),
              interval: raw.ci ? `${format.interval(raw.ci[0], raw.ci[1], figure)} ${t('mode.interval_fixed')}` : '',
            })}
        {method !== 'raw' && cap !== null
          ? t('money.capped', { cap: format.money(cap, 0), share: format.percent(share) })
          : ''}
        {gain === null ? '' : t('money.gain', { gain: format.percent(gain, 0) })}
        {card.attributed_revenue === null
          ? ''
          : t('money.attributed', { value: format.money(card.attributed_revenue, 0) })}
      </p>
    </Card>
  );
}
