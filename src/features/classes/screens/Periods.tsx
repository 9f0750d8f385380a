import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { type IntentLevel, LEVELS } from '../contract.ts';
import { words } from './words.ts';

interface Props {
  readonly periods: readonly { readonly period: string; readonly n: number; readonly levels: readonly IntentLevel[] }[];
}

/** Periods down, levels across, each share with its interval and n. The newest first. */
export function Periods({ periods }: Props) {
  const t = useWords(words);
  const format = useFormat();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls sideways must be reachable by keyboard
    <section className="periods" tabIndex={0} aria-label={t('periods')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            {LEVELS.map((level) => (
              <th key={level} scope="col">
                {t('level', { level })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.toReversed().map(({ period, levels }) => (
            <tr key={period}>
              <th scope="row">{period}</th>
              {levels.map(({ level, rate, ci, n }) => (
                <td key={level}>
                  {rate === null || ci === null ? (
                    <span className="t3">—</span>
                  ) : (
                    <>
                      <b>{format.percent(rate, 0)}</b>
                      <span className="f11 t3">
                        {format.interval(ci[0] * 100, ci[1] * 100, (end) => format.number(end, 0))} n ={' '}
                        {format.number(n)}
                      </span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
