import { lazy, Suspense, useState } from 'react';
import type { IndicatorRow, Scorecard } from '../contract.ts';
import { Money } from './Money.tsx';
import { Notes } from './Notes.tsx';
import { ScorecardOpening } from './Opening.tsx';
import { People } from './People.tsx';
import { Quarters } from './Quarters.tsx';
import { RecomputedCard } from './recomputed/Recomputed.tsx';
import { Return } from './Return.tsx';
import { Spending } from './Spending.tsx';
import { Steps } from './Steps.tsx';
import { Strata } from './Strata.tsx';
import { ScorecardTable } from './Table.tsx';
import { Trends } from './Trend.tsx';
import './Scorecard.css';

const FigureSheet = lazy(() => import('./figure/FigureSheet.tsx'));

/** A scorecard, whether of a playbook or of a campaign that ran elsewhere. */
export function CardBody({
  card,
  elsewhere = false,
  asOf,
}: {
  card: Scorecard;
  elsewhere?: boolean;
  asOf?: string | undefined;
}) {
  const [row, setRow] = useState<IndicatorRow | null>(null);
  return (
    <>
      {row ? (
        <Suspense>
          <FigureSheet row={row} card={card} asOf={asOf} behind={!elsewhere} close={() => setRow(null)} />
        </Suspense>
      ) : null}
      <ScorecardOpening card={card} />
      <ScorecardTable card={card} open={setRow} />
      {elsewhere ? null : <RecomputedCard card={card} asOf={asOf} />}
      <div className="hx-score-cards">
        <Money card={card} />
        <Return card={card} />
        <Strata card={card} />
      </div>
      <div className="hx-score-done">
        <Spending card={card} entered={!elsewhere} />
        <Quarters card={card} />
        <People card={card} />
      </div>
      <div className="hx-score-done">
        <Steps card={card} links={!elsewhere} />
        <Trends card={card} />
      </div>
      <Notes card={card} />
    </>
  );
}
