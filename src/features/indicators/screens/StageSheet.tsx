import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Section } from '../../../console/ui/Card.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import type { StageFigure } from '../contract.ts';
import { STAGE_MEANINGS } from '../contract-stages.ts';
import { Divided } from './Divided.tsx';
import { Rows } from './Rows.tsx';
import { words } from './words.ts';

/** A stage: where it is long, and the tasks and customers whose time was lost in it, or is being lost now. */
export default function StageSheet({ stage, close }: { readonly stage: StageFigure; readonly close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const [standing, setStanding] = useState(false);
  const chips = [
    { key: 'closed', label: t('stage.closed', { n: format.number(stage.n) }) },
    { key: 'standing', label: t('stage.standing', { n: format.number(stage.standing.n) }) },
  ];
  return (
    <Sheet open title={say(stage.name)} close={close} width={560}>
      <div className="hx-indicator-sheet">
        <Section title={t('definition')}>
          <p>{say(STAGE_MEANINGS[stage.stage])}</p>
        </Section>
        <Section title={t('by')}>
          <Divided of={stage.stage} unit="ms" />
        </Section>
        <Section title={t('stage.rows')}>
          <Choices
            label={t('stage.rows')}
            options={chips}
            value={standing ? 'standing' : 'closed'}
            choose={(key) => setStanding(key === 'standing')}
          />
          <p className="t3 f12">{t(standing ? 'stage.standingNote' : 'stage.closedNote')}</p>
          <Rows key={String(standing)} of={stage.stage} unit="ms" standing={standing} />
        </Section>
      </div>
    </Sheet>
  );
}
