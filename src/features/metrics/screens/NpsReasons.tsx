import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { getDrivers } from '../../feedback/contract.ts';
import { words } from './words-views.ts';

const MOST = 5;

/** What follows the recommendation: the reasons of detractors beside those of promoters. */
export function NpsReasons({ days, playbook }: { days: number; playbook: string | undefined }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const query = useEndpoint(
    getDrivers,
    { query: { metric: 'nps', days, ...(playbook === undefined ? {} : { playbook }) } },
    { enabled: can('feedback:read') },
  );
  const data = query.data;
  if (!data) return null;
  const { low, high, least } = data;
  const percent = (one: number) => format.percent(one, 0);
  const isFew = low.n < least || high.n < least;
  const said = data.drivers.filter(({ low: of }) => of.k > 0).slice(0, MOST);
  if (low.n + high.n === 0) return null;
  return (
    <section className="dimensions">
      <h3>
        {t('reasons')} · {t('reasonsHint')}
      </h3>
      {isFew ? (
        <p className="f12 t3 cjk">
          {t('reasonsFew', { least, low: format.number(low.n), high: format.number(high.n) })}
        </p>
      ) : (
        <ul className="rests">
          {said.map(({ code, label, low: of, high: up, difference, ci }) => (
            <li key={code}>
              <b>{say(label)}</b>{' '}
              {t('reasonOf', {
                low: `${percent(of.k / of.n)} (${format.number(of.k)}/${format.number(of.n)})`,
                high: `${percent(up.k / up.n)} (${format.number(up.k)}/${format.number(up.n)})`,
              })}
              {difference !== null && ci
                ? ` · ${format.points(difference)} ${format.interval(ci[0], ci[1], percent)}`
                : ''}
            </li>
          ))}
        </ul>
      )}
      <p className="f12">
        <Link to={to('insights')}>{t('reasonsMore')}</Link>
      </p>
    </section>
  );
}
