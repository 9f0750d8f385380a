import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Two } from '../../../console/table/Two.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { IndicatorRow, Scorecard } from '../contract.ts';
import { words } from './words-spending.ts';

/** How much a day of work holds, by person; fair to who gets the long tasks, silent on few days. */
export function People({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const rows = card.indicators.find(({ key }) => key === 'productivity')?.rows ?? [];
  const whole = rows.find(({ key }) => key === 'tasks_per_day');
  const customers = rows.find(({ key }) => key === 'customers_per_day');
  const people = rows.filter(({ key }) => key.startsWith('tasks_per_day:'));
  if (!whole) return null;
  const ends = ({ actual_ci: ci }: IndicatorRow) =>
    ci && ci[0] !== null && ci[1] !== null ? format.interval(ci[0], ci[1]) : null;
  return (
    <Card title={t('people.title')} caption={t('people.caption')}>
      <Figure
        value={whole.actual === null ? null : format.number(whole.actual, 1)}
        interval={ends(whole)}
        n={format.number(whole.n.t)}
        note={customers?.actual == null ? null : t('people.customers', { value: format.number(customers.actual, 1) })}
        missing={whole.note ? say(whole.note.words) : null}
        beside
      />
      {people.length > 1 ? (
        <table className="hx-spending-parts">
          <thead>
            <tr>
              <th scope="col">{t('people.person')}</th>
              <th scope="col">{t('people.tasks')}</th>
              <th scope="col">{t('people.adjusted')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Two value={say(row.name)} under={t('n', { n: format.number(row.n.t) })} />
                </th>
                <td>
                  <Two
                    strong
                    value={row.actual === null ? '—' : format.number(row.actual, 1)}
                    under={row.actual === null && row.note ? say(row.note.words) : ends(row)}
                  />
                </td>
                <td>{row.actual === null ? '—' : (row.note?.values['adjusted'] ?? '—')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {whole.note && whole.actual !== null ? <p className="hx-score-words">{say(whole.note.words)}</p> : null}
      {people.length > 1 ? <p className="hx-score-words">{t('people.note')}</p> : null}
    </Card>
  );
}
