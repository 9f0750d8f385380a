import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Opening, Page } from '../../../console/ui/Page.tsx';
import { Answered, EmptyState, PageSkeleton } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { type Goal, listGoalAlerts, listGoals } from '../contract.ts';
import { PERIOD_WORDS, STATE_WORDS, VERDICT_WORDS } from '../contract-words.ts';
import { AlertItem } from './AlertItem.tsx';
import { BandBar } from './BandBar.tsx';
import './goals.css';
import { useUnits } from './show.ts';
import { useSaveCsv } from './useSaveCsv.ts';
import { words } from './words.ts';

const GoalSheet = lazy(() => import('./GoalSheet.tsx'));

/** 目标: what is out of its band first, then every team's goals in this period. */
export default function Goals() {
  const t = useWords(words);
  const can = useCan();
  const [search, setSearch] = useAddress();
  const [making, setMaking] = useState(search.get('new') === '1');
  const goals = useEndpoint(listGoals, {});
  const alerts = useEndpoint(listGoalAlerts, {});
  const csv = useSaveCsv();
  const writes = can('goals:write');
  const begin = () => setMaking(true);
  const close = () => {
    setMaking(false);
    if (search.has('new')) setSearch({}, { replace: true });
  };
  const add = { key: 'new', label: t('new'), icon: 'plus' as const, onClick: begin };
  return (
    <Page
      title={t('title')}
      width={1180}
      actions={[{ key: 'csv', label: t('csv'), icon: 'download', onClick: csv }]}
      {...(writes ? { primary: add } : {})}
    >
      <Answered query={goals} skeleton={<PageSkeleton />}>
        {({ goals: rows }) => {
          const open = alerts.data?.items ?? [];
          const few = rows.filter(({ progress }) => progress?.state !== 'inside').length;
          if (rows.length === 0 && open.length === 0)
            return (
              <EmptyState
                icon="target"
                title={t('empty')}
                hint={t('emptyHint')}
                action={writes ? <Button onClick={begin}>{t('new')}</Button> : null}
              />
            );
          return (
            <>
              <Opening lead={t('opening.lead')}>
                {open.length > 0
                  ? t('opening.some', { count: rows.length, open: open.length })
                  : t(few === 0 ? 'opening.none' : 'opening.few', { count: rows.length, few })}
              </Opening>
              {open.length > 0 ? (
                <Card title={t('alerts.title')} caption={t('alerts.caption')}>
                  <ul className="hx-goal-alerts">
                    {open.map((alert) => (
                      <AlertItem key={alert.alertId} alert={alert} />
                    ))}
                  </ul>
                </Card>
              ) : null}
              {byTeam(rows).map(({ key, team, goals: own }) => (
                <Card key={key} title={team ?? t('company')} flush>
                  <ul className="hx-goals">
                    {own.map((goal) => (
                      <GoalRow key={goal.goalId} goal={goal} />
                    ))}
                  </ul>
                </Card>
              ))}
            </>
          );
        }}
      </Answered>
      <Suspense>{making ? <GoalSheet goal={null} close={close} /> : null}</Suspense>
    </Page>
  );
}

function byTeam(goals: readonly Goal[]): { key: string; team: string | null; goals: Goal[] }[] {
  const keys = [...new Set(goals.map(({ team }) => team?.id ?? ''))];
  return keys.map((key) => {
    const own = goals.filter(({ team }) => (team?.id ?? '') === key);
    return { key, team: own[0]?.team?.name ?? null, goals: own };
  });
}

function GoalRow({ goal }: { readonly goal: Goal }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const units = useUnits();
  const { indicator, progress } = goal;
  const unit = indicator?.unit ?? 'share';
  const write = units.write(unit);
  return (
    <li>
      <Link to={to(`goals/${goal.goalId}`)}>
        <span className="what">
          <b>{indicator ? say(indicator.name) : goal.indicatorKey}</b>
          <span className="t3 f12">
            {[say(PERIOD_WORDS[goal.period]), goal.playbook ? say(goal.playbook.name) : null, goal.owner?.name]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="figure">
          <b className="num">{progress?.value == null ? '—' : write(progress.value)}</b>
          <span className="t3 f12 num">
            {progress?.low == null ? null : `${format.interval(progress.low, progress.high, write)} · `}
            {t('n', { n: format.number(progress?.n ?? 0) })}
          </span>
        </span>
        <span className="bar">
          {progress && indicator ? (
            <>
              <BandBar
                progress={progress}
                indicator={indicator}
                target={goal.target}
                label={`${write(progress.value)} ${t('target', { value: write(goal.target) })}`}
              />
              <span className="t3 f12">
                {t('target', { value: write(goal.target) })} · {units.limits(unit, progress.band)}
              </span>
            </>
          ) : (
            <span className="t3">{say(STATE_WORDS.no_indicator)}</span>
          )}
        </span>
        <span className="tags">{progress ? <GoalTag goal={goal} /> : null}</span>
      </Link>
    </li>
  );
}

export function GoalTag({ goal }: { readonly goal: Goal }) {
  const say = useSay();
  const { progress } = goal;
  if (!progress) return null;
  if (progress.state === 'below' || progress.state === 'above')
    return <Tag tone="bad">{say(STATE_WORDS[progress.state])}</Tag>;
  const tone = { reached: 'ok', missed: 'warn', open: 'neutral', too_few: 'neutral' } as const;
  return <Tag tone={tone[progress.verdict]}>{say(VERDICT_WORDS[progress.verdict])}</Tag>;
}
