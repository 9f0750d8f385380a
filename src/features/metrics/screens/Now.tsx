import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { Figure as FigureOf } from '../contract.ts';
import type { Show } from './show.ts';
import { words } from './words-own.ts';

/** A figure with all it rests on: interval, n, mean, who was asked, and what it is for everybody where some were asked more often. */
export function Now({ figure, show, rate = true }: { figure: FigureOf; show: Show; rate?: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const { weighted } = figure;
  return (
    <>
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
        {rate ? (
          <li>
            {figure.rate?.value == null
              ? t('rateUnknown')
              : t('rate', { rate: format.percent(figure.rate.value), asked: format.number(figure.rate.asked) })}
          </li>
        ) : null}
        {weighted ? (
          <li>
            {t('weighted', {
              value: show.value(weighted.value),
              interval: format.interval(weighted.ci[0], weighted.ci[1], show.value),
              n: format.number(Math.round(weighted.effective_n)),
              effect: format.number(weighted.design_effect, 2),
            })}
          </li>
        ) : null}
        {weighted ? (
          <li className={weighted.differs ? 'differs' : undefined}>{t(weighted.differs ? 'differs' : 'same')}</li>
        ) : null}
      </ul>
    </>
  );
}
