import { StackedBar } from '../../../console/charts/StackedBar.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { Scorecard } from '../contract.ts';
import { intervalOf } from './row.ts';
import { words } from './words.ts';

/** Return and payback when the playbook registered its economics; else why there is none. */
export function Return({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { roi, cost } = card;
  if (!roi) {
    const reason =
      card.missing.find((one) => one.path === 'roi') ?? card.indicators.find((one) => one.key === 'roi')?.missing;
    return (
      <Card title={t('roi.title')}>
        <Figure value={null} />
        <p className="hx-score-words reason">{reason ? say(reason.words) : t('roi.none')}</p>
        {reason?.code === 'economics_not_registered' ? <p className="hx-score-words">{t('roi.register')}</p> : null}
      </Card>
    );
  }
  const { ends } = intervalOf(roi, card.mode);
  const { best, worst } = roi.payback_ci;
  const month = (value: number | null) => (value === null ? t('roi.neverShort') : format.number(value, 1));
  return (
    <Card title={t('roi.title')} caption={t('roi.margin', { margin: format.percent(roi.margin, 0) })}>
      <div className="hx-score-pair">
        <Figure
          value={format.number(roi.net, 1)}
          unit={t('roi.times')}
          interval={`${t('roi.net')} ${ends ? format.interval(ends[0], ends[1]) : ''}`}
        />
        <Figure
          value={roi.payback_months === null ? t('roi.neverShort') : format.number(roi.payback_months, 1)}
          unit={roi.payback_months === null ? undefined : t('roi.months')}
          interval={`${t('roi.payback')} [${month(best)}, ${month(worst)}]`}
        />
      </div>
      {cost ? <Spent card={card} cost={cost} /> : null}
      <p className="hx-score-words">
        {t('roi.classic', {
          attributed: roi.classic.attributed === null ? '—' : format.number(roi.classic.attributed, 2),
          incremental: roi.classic.incremental === null ? '—' : format.number(roi.classic.incremental, 2),
        })}
        {roi.chance_positive === null ? '' : t('roi.chance', { chance: format.percent(roi.chance_positive, 0) })}
      </p>
    </Card>
  );
}

function Spent({ card, cost }: { card: Scorecard; cost: NonNullable<Scorecard['cost']> }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const gained = (card.conversion.diff ?? 0) * card.matured.t;
  const parts = (['staff', 'incentive', 'contact', 'monthly', 'setup'] as const).flatMap((key) => {
    const value = cost.parts[key];
    return value ? [{ label: t(`roi.${key}`), value, text: format.money(value, 0) }] : [];
  });
  return (
    <div className="hx-score-spent">
      <div className="row between f12 t3">
        <span>{t('roi.cost', { total: format.money(cost.total, 0) })}</span>
        {gained > 0 ? (
          <span>{t('roi.perGain', { goal: say(card.goal), value: format.money(cost.total / gained, 0) })}</span>
        ) : null}
      </div>
      {parts.length > 0 ? <StackedBar parts={parts} /> : null}
    </div>
  );
}
