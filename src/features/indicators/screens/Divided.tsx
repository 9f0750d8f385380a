import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Two } from '../../../console/table/Two.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { getIndicatorGroups } from '../contract.ts';
import { type Dimension, DIMENSION_WORDS, type Key } from '../contract-registry.ts';
import type { Stage } from '../contract-stages.ts';
import { type Unit, useShow } from './show.ts';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';

/** A figure or a stage by month, playbook, person and so on. */
export function Divided({ of, unit }: { readonly of: Key | Stage; readonly unit: Unit }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const write = useShow()(unit);
  const { query: asked } = useAsked();
  const [by, setBy] = useState<Dimension>('month');
  const query = useEndpoint(getIndicatorGroups, { query: { ...asked, key: of, by } });
  return (
    <Answered query={query}>
      {({ groups, possible }) => (
        <>
          <Choices
            label={t('by')}
            options={possible.map((key) => ({ key, label: say(DIMENSION_WORDS[key]) }))}
            value={by}
            choose={setBy}
          />
          {groups.length === 0 ? <p className="t3">{t('none')}</p> : null}
          <ul className="groups">
            {groups.map(({ key, name, n, k, value, ci }) => (
              <li key={key}>
                <span>{say(name)}</span>
                <span className="t2">
                  {k === null ? t('n', { n: format.number(n) }) : `${format.number(k)} / ${format.number(n)}`}
                </span>
                <Two
                  strong
                  value={value === null ? <span className="t3">{t('tooFew')}</span> : write(value)}
                  under={ci ? format.interval(ci[0], ci[1], write) : null}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}
