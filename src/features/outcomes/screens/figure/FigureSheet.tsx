import { useEffect, useRef, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Choices } from '../../../../console/ui/Choices.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { IndicatorRow, Scorecard } from '../../contract.ts';
import { DRILL_WORDS, DRILLS, type Drill } from '../../contract-drill.ts';
import { unitFormat } from '../row.ts';
import { words as outcomeWords } from '../words.ts';
import { RecomputedOf } from '../recomputed/Recomputed.tsx';
import { words as recomputedWords } from '../recomputed/words.ts';
import { Behind } from './Behind.tsx';
import { type Chosen, Divided } from './Divided.tsx';
import { words } from './words.ts';
import './figure.css';

const STARTS = [
  ['cycle', 'cycle'],
  ['repurchase_', 'repurchase'],
  ['revenue_', 'horizon_revenue'],
  ['conversion', 'conversion'],
  ['revenue', 'revenue'],
  ['follow_up_cost', 'follow_up_cost'],
  ['reach', 'reach'],
  ['response', 'response'],
  ['tasks_per_day', 'tasks_per_day'],
  ['customers_per_day', 'customers_per_day'],
] as const;

/** Only these are fixed before an epoch begins. */
const REGISTERED = /^(conversion$|revenue|repurchase_)/;

/** By the key of a row; what is none of ours is a metric of answers. */
const definitionOf = (key: string) =>
  `def.${STARTS.find(([start]) => key.startsWith(start))?.[1] ?? 'metric'}` as const;

/** Where a figure comes from: its definition, its caveat, the same by a dimension, and the customers it counts. */
export default function FigureSheet({
  row,
  card,
  asOf,
  behind,
  close,
}: {
  row: IndicatorRow;
  card: Scorecard;
  asOf: string | undefined;
  /** False for a campaign from files: its customers were not kept. */
  behind: boolean;
  close: () => void;
}) {
  const t = useWords(words);
  const o = useWords(outcomeWords);
  const r = useWords(recomputedWords);
  const say = useSay();
  const format = useFormat();
  const [by, setBy] = useState<Drill>('month');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  // Whoever presses a group wants to see its rows, which stand below all groups.
  useEffect(() => {
    if (chosen) rows.current?.scrollIntoView({ block: 'start' });
  }, [chosen]);
  const unit = unitFormat(row.unit, format, { times: o('roi.times'), months: o('roi.months') });
  const values = {
    days: card.window.days,
    refund: card.window.refund_days,
    epoch: card.epoch,
    version: card.definition_version,
  };
  const basisOf = (): string => {
    const { basis, enrolled } = card;
    const all = format.number(enrolled.t + enrolled.c);
    if (row.key.startsWith('cycle')) return t('basis.tasks');
    if (!basis || basis.summed === 0 || basis.since === null) return t('basis.rows', { all });
    return t('basis.sums', {
      all,
      summed: format.number(basis.summed),
      days: format.number(basis.days),
      since: format.when(basis.since),
    });
  };
  return (
    <Sheet open title={say(row.name)} close={close} width={560}>
      <div className="hx-figure-sheet">
        <Section title={t('definition')}>
          <p>{t(definitionOf(row.key), values)}</p>
          <p className="t3 f12">
            {row.target === null ? '' : t('registered', { target: unit.change(row.target) })}
            {behind && REGISTERED.test(row.key) ? t('def.other', values) : ''}
          </p>
          {behind ? <p className="t3 f12">{basisOf()}</p> : null}
        </Section>
        <Section title={t('caveat')}>
          <p>{row.note ? say(row.note.words) : t(row.diff === null ? 'note.level' : 'note.comparison')}</p>
        </Section>
        {behind && card.recomputed ? (
          <Section title={r('sheet')} extra={<Tag tone="warn">{r('mark')}</Tag>}>
            <RecomputedOf row={row} card={card} asOf={asOf} />
          </Section>
        ) : null}
        {behind ? (
          <>
            <Section title={t('by')}>
              <Choices
                label={t('by')}
                options={DRILLS.map((key) => ({ key, label: say(DRILL_WORDS[key]) }))}
                value={by}
                choose={setBy}
              />
              <Divided card={card} asOf={asOf} by={by} row={row} chosen={chosen} choose={setChosen} />
            </Section>
            <div ref={rows}>
              <Section title={t('behind')}>
                <p className="t3 f12">{t('behindNote')}</p>
                <Behind card={card} row={row} asOf={asOf} chosen={chosen} clear={() => setChosen(null)} />
              </Section>
            </div>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}
