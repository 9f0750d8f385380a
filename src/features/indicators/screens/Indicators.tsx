import { lazy, Suspense, useState } from 'react';
import { useWords, useSay } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Opening, Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, Dimmed, EmptyState } from '../../../console/ui/States.tsx';
import { getIndicators, type Overview, refreshIndicators } from '../contract.ts';
import { getIndicatorPeople } from '../contract-people.ts';
import { Comparisons } from './Comparisons.tsx';
import { Controls } from './Controls.tsx';
import { FigureTable } from './FigureTable.tsx';
import { People } from './People.tsx';
import { Reasons } from './Reasons.tsx';
import { Stages } from './Stages.tsx';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';
import './indicators.css';

const FigureSheet = lazy(() => import('./FigureSheet.tsx'));
const StageSheet = lazy(() => import('./StageSheet.tsx'));
/** While a refresh is on its way, asked again so often, ms. */
const AGAIN = 3000;
/** And no longer than this: a clock that stands still would never be done. */
const WAIT = 60_000;

/** 过程与结果指标: how following up goes, where the time is lost, who does best, and how the business does. */
export default function Indicators() {
  const t = useWords(words);
  const { query, key, open, stage, openStage } = useAsked();
  const [until, setUntil] = useState(() => Date.now() + WAIT);
  const overview = useEndpoint(
    getIndicators,
    { query },
    {
      every: (answer) => ((answer as Overview | undefined)?.stale === true && Date.now() < until ? AGAIN : false),
    },
  );
  const refresh = useAction(refreshIndicators, {
    changes: [getIndicators, getIndicatorPeople],
    onDone: () => {
      setUntil(Date.now() + WAIT);
      setTimeout(() => void overview.refetch(), AGAIN);
    },
  });
  return (
    <Page
      title={t('title')}
      controls={<Controls />}
      actions={[
        {
          key: 'refresh',
          label: t('refresh'),
          icon: 'refresh',
          loading: refresh.isPending,
          onClick: () => refresh.mutate({ body: {} }),
        },
      ]}
    >
      <ScratchNote />
      <Answered query={overview}>
        {(data) => (
          <Dimmed when={overview.isPlaceholderData}>
            <Body data={data} open={open} openStage={openStage} />
            {key && data.figures.some((one) => one.key === key) ? (
              <Suspense fallback={null}>
                <FigureSheet figure={data.figures.find((one) => one.key === key)!} close={() => open(null)} />
              </Suspense>
            ) : null}
            {data.stages
              .filter((one) => one.stage === stage)
              .map((one) => (
                <Suspense key={one.stage} fallback={null}>
                  <StageSheet stage={one} close={() => openStage(null)} />
                </Suspense>
              ))}
          </Dimmed>
        )}
      </Answered>
    </Page>
  );
}

function Body({
  data,
  open,
  openStage,
}: {
  readonly data: Overview;
  readonly open: (key: string) => void;
  readonly openStage: (stage: string) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const plan = data.figures.find(({ key }) => key === 'plan');
  const isEmpty =
    data.figures.every(({ n, pending, before }) => n + pending + before.n === 0) &&
    data.stages.every(({ standing }) => standing.n === 0) &&
    data.reasons.length + data.comparisons.length === 0;
  const asOf = data.refreshedAt === null ? t('never') : t('asOf', { when: format.when(data.refreshedAt) });
  if (isEmpty)
    return (
      <EmptyState
        icon="clock"
        title={t('empty')}
        hint={t('emptyHint')}
        action={<Button to={to('board')}>{t('emptyDo')}</Button>}
      />
    );
  return (
    <div className="hx-indicators">
      <Opening
        caption={[
          t('range', { from: format.day(data.from), to: format.day(data.to) }),
          t('against', { from: format.day(data.before.from), to: format.day(data.before.to) }),
          data.stale ? `${asOf} · ${t('refreshing')}` : asOf,
        ].join(' · ')}
        lead={data.bottleneck ? say(data.bottleneck.words) : undefined}
      >
        {plan?.value == null
          ? t('openingNone')
          : t('opening', {
              plan: format.percent(plan.value),
              k: format.number(plan.k),
              n: format.number(plan.n),
            })}
      </Opening>
      <Stages data={data} open={openStage} />
      <FigureTable figures={data.figures} open={open} />
      <Reasons reasons={data.reasons} open={open} />
      <People />
      <Comparisons comparisons={data.comparisons} />
    </div>
  );
}
