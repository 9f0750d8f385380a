import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Two } from '../../../../console/table/Two.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { Verdict } from '../../../../console/ui/Verdict.tsx';
import type { Scorecard } from '../../contract.ts';
import { type Dimension, getBreakdown } from '../../contract-behind.ts';
import { intervalOf, unitFormat } from '../row.ts';
import { words } from './words.ts';

/** The comparison within each group; of what only the treated have, their level. */
export function Divided(props: { card: Scorecard; asOf: string | undefined; by: Dimension; money: boolean }) {
  const { card, asOf, by, money } = props;
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const query = useEndpoint(getBreakdown, {
    params: { playbook: card.playbook },
    query: { epoch: card.epoch, as_of: asOf, by },
  });
  const unit = unitFormat(money ? 'money' : 'share', format, { times: '', months: '' });
  return (
    <Answered query={query}>
      {({ groups, compared, caveat }) => (
        <>
          <ul className="groups">
            {groups.map(({ key, name, conversion, revenue }) => {
              const { t: treated, c: control } = conversion;
              const [level, base, diff] = money
                ? [revenue.t, revenue.c, revenue.diff]
                : [treated.rate, control.rate, conversion.diff];
              const ends = money ? revenue.ci : intervalOf(conversion, card.mode).ends;
              const n = { t: format.number(treated.n), c: format.number(control.n) };
              return (
                <li key={key}>
                  <Two value={say(name)} under={t(compared ? 'n' : 'nAlone', n)} />
                  <Two
                    value={
                      compared
                        ? t('rates', { t: unit.level(level), c: unit.level(base) })
                        : t('alone', { t: unit.level(level) })
                    }
                    under={compared && !money ? <Verdict kind={conversion.verdict} plain /> : null}
                  />
                  <Two strong value={compared ? unit.change(diff) : ''} under={compared ? unit.ends(ends) : null} />
                </li>
              );
            })}
          </ul>
          <p className="t3 f12">{say(caveat)}</p>
        </>
      )}
    </Answered>
  );
}
