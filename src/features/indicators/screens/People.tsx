import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Two } from '../../../console/table/Two.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { getIndicatorPeople, PEOPLE_KEYS, type PeopleKey, type Person } from '../contract-people.ts';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';

/** Who does best, fair to small numbers, and what they do otherwise. */
export function People() {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { query: asked } = useAsked();
  const [key, setKey] = useState<PeopleKey>('plan');
  const query = useEndpoint(getIndicatorPeople, { query: { ...asked, key } });
  return (
    <Card title={t('people')}>
      <div className="choices">
        <Choices
          label={t('people')}
          options={PEOPLE_KEYS.map((one) => ({ key: one, label: t(`people.${one}`) }))}
          value={key}
          choose={setKey}
        />
      </div>
      <Answered query={query}>
        {({ people, practices, overall, least }) =>
          people.length === 0 ? (
            <p className="t3">{t('peopleNone')}</p>
          ) : (
            <>
              <p className="f12 t3 cjk">
                {t('overall', {
                  rate: format.percent(overall.rate),
                  k: format.number(overall.k),
                  n: format.number(overall.n),
                })}
                {' · '}
                {t('peopleNote', { least })}
              </p>
              <ul className="people">
                {people.map((one) => (
                  <PersonRow key={one.person} person={one} overall={overall.rate} />
                ))}
              </ul>
              <h3>{t('practices')}</h3>
              {practices.length === 0 ? <p className="t3 f12">{t('practiceNone')}</p> : null}
              <ul className="practices">
                {practices.map((one) => (
                  <li key={one.playbook}>
                    <p>
                      {t('practice', {
                        playbook: say(one.playbookName),
                        name: one.name,
                        rate: `${format.percent(one.rate)} ${format.interval(one.ci[0], one.ci[1], format.percent)}`,
                        others: format.percent(one.others.rate),
                      })}
                    </p>
                    <p className="f12 t2">
                      {one.differs.length > 0 ? one.differs.map((each) => say(each)).join('; ') : t('noDiffers')}
                    </p>
                  </li>
                ))}
              </ul>
              {practices.length > 0 ? <p className="t3 f12 cjk">{t('practiceCaveat')}</p> : null}
            </>
          )
        }
      </Answered>
    </Card>
  );
}

const TONES = { above: 'ok', below: 'bad', within: 't2', few: 't3' } as const;

/** Rank, name, the adjusted share with its interval on a scale of 0 to 1 with a mark at all, and as counted. */
function PersonRow({ person, overall }: { person: Person; overall: number | null }) {
  const t = useWords(words);
  const format = useFormat();
  const { rank, name, n, k, raw, adjusted, ci, standing } = person;
  const percent = (value: number) => `${value * 100}%`;
  return (
    <li>
      <span className="rank t3">{rank ?? '—'}</span>
      <Two value={name} under={<span className={TONES[standing]}>{t(`standing.${standing}`)}</span>} />
      <span className="scale" aria-hidden>
        {ci ? <i style={{ left: percent(ci[0]), width: percent(ci[1] - ci[0]) }} /> : null}
        {adjusted === null ? null : <b style={{ left: percent(adjusted) }} className={standing} />}
        {overall === null ? null : <s style={{ left: percent(overall) }} />}
      </span>
      <Two
        strong
        value={adjusted === null ? '—' : format.percent(adjusted)}
        under={ci ? format.interval(ci[0], ci[1], (end) => format.percent(end, 0)) : null}
      />
      <Two value={`${format.number(k)} / ${format.number(n)}`} under={`${t('raw')} ${format.percent(raw)}`} />
    </li>
  );
}
