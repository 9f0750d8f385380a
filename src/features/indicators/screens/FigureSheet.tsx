import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Section } from '../../../console/ui/Card.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import type { Figure } from '../contract.ts';
import { INDICATORS } from '../contract-registry.ts';
import { DefinitionSheet } from './DefinitionSheet.tsx';
import { Divided } from './Divided.tsx';
import { Rows } from './Rows.tsx';
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
          <Divided of={figure.key} unit={figure.unit} />
        </Section>
        <Section title={t('rows')}>
          <Rows of={figure.key} unit={figure.unit} />
        </Section>
      </div>
    </Sheet>
  );
}
