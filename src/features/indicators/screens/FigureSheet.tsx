import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Two } from '../../../console/table/Two.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Section } from '../../../console/ui/Card.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { type Figure, getIndicatorGroups } from '../contract.ts';
import { type Dimension, DIMENSION_WORDS, INDICATORS } from '../contract-registry.ts';
import { DefinitionSheet } from './DefinitionSheet.tsx';
import { Rows } from './Rows.tsx';
import { useShow } from './show.ts';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';

/** Where a figure comes from: its definition and version, how to read it, the same by a dimension, and what is behind it. */
export default function FigureSheet({ figure, close }: { figure: Figure; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const { defined } = INDICATORS[figure.key];
  if (changing && defined)
    return <DefinitionSheet indicator={defined} name={say(figure.name)} close={() => setChanging(false)} />;
  return (
    <Sheet open title={say(figure.name)} close={close} width={560}>
      <div className="hx-indicator-sheet">
        <Section
          title={t('definition')}
          extra={
            defined && can('indicators:write') ? (
              <Button size="small" onClick={() => setChanging(true)}>
                {t('change')}
              </Button>
            ) : undefined
          }
        >
          <p>{say(figure.definition)}</p>
          <p className="t3 f12">
            {[
              t('version', { version: figure.version }),
              figure.changedAt === null ? null : t('changed', { when: format.when(figure.changedAt) }),
            ]
              .filter((one) => one !== null)
              .join(' · ')}
          </p>
        </Section>
        <Section title={t('caveat')}>
          <p>{say(figure.caveat)}</p>
          {figure.missing ? <p className="t3 f12">{say(figure.missing)}</p> : null}
        </Section>
        <Section title={t('by')}>
          <Divided figure={figure} />
        </Section>
        <Section title={t('rows')}>
          <Rows figure={figure} />
        </Section>
      </div>
    </Sheet>
  );
}

function Divided({ figure }: { figure: Figure }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const write = useShow()(figure.unit);
  const { query: asked } = useAsked();
  const [by, setBy] = useState<Dimension>('month');
  const query = useEndpoint(getIndicatorGroups, { query: { ...asked, key: figure.key, by } });
  return (
    <Answered query={query}>
      {({ groups, possible }) => (
        <>
          <div className="hx-indicator-chips">
            {possible.map((one) => (
              <button key={one} type="button" aria-pressed={one === by} onClick={() => setBy(one)}>
                {say(DIMENSION_WORDS[one])}
              </button>
            ))}
          </div>
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
