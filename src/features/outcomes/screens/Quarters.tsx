import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Two } from '../../../console/table/Two.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import type { Scorecard } from '../contract.ts';
import { words } from './words-spending.ts';

/** Where the return came from, quarter by quarter. */
export function Quarters({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const format = useFormat();
  const quarters = card.quarters ?? [];
  const worth = quarters.some(({ repurchase, labour_saved }) => repurchase.value !== null || labour_saved !== null);
  if (!worth) return null;
  const figure = (value: number) => format.number(value, 0);
  return (
    <Card title={t('quarters.title')}>
      <table className="hx-spending-parts wide">
        <thead>
          <tr>
            <th scope="col">{t('quarters.quarter')}</th>
            <th scope="col">{t('quarters.repurchase')}</th>
            <th scope="col">{t('quarters.labour')}</th>
            <th scope="col">{t('quarters.spent')}</th>
          </tr>
        </thead>
        <tbody>
          {quarters.map(({ quarter, matured, repurchase, labour_saved, follow_ups, spent }) => (
            <tr key={quarter}>
              <th scope="row">
                <Two
                  value={quarter}
                  under={t('quarters.matured', { t: format.number(matured.t), c: format.number(matured.c) })}
                />
              </th>
              <td>
                <Two
                  strong
                  value={repurchase.value === null ? '—' : format.money(repurchase.value, 0)}
                  under={repurchase.ci ? format.interval(repurchase.ci[0], repurchase.ci[1], figure) : null}
                />
              </td>
              <td>
                <Two
                  strong
                  value={labour_saved === null ? '—' : format.money(labour_saved, 0)}
                  under={labour_saved === null ? t('quarters.noBaseline') : null}
                />
              </td>
              <td>
                <Two
                  value={spent === null ? '—' : format.money(spent, 0)}
                  under={follow_ups > 0 ? t('quarters.followUps', { n: format.number(follow_ups) }) : null}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hx-score-words">{t('quarters.note')}</p>
    </Card>
  );
}
