import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import { Opening, Page } from '../../../console/ui/Page.tsx';
import { Answered, PageSkeleton } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import {
  archiveGoal,
  getGoal,
  type Goal as GoalData,
  type HistoryPoint,
  listGoalAlerts,
  listGoals,
} from '../contract.ts';
import { PERIOD_WORDS, STATE_WORDS } from '../contract-words.ts';
import { AlertItem } from './AlertItem.tsx';
import { GoalTag } from './Goals.tsx';
import './goals.css';
import { Parts } from './Parts.tsx';
import { useUnits } from './show.ts';
import { words } from './words.ts';

const GoalSheet = lazy(() => import('./GoalSheet.tsx'));

/** One goal: where it stands, how it went, what its alerts say, its versions. */
export default function Goal() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const units = useUnits();
  const { goal: id = '' } = useParams();
  const query = useEndpoint(getGoal, { params: { goal: id } });
  const open = useEndpoint(listGoalAlerts, { query: { goal: id } });
  const closed = useEndpoint(listGoalAlerts, { query: { goal: id, state: 'closed' } });
  const [editing, setEditing] = useState(false);
  const archive = useAction(archiveGoal, { changes: [getGoal, listGoals, listGoalAlerts] });
  const goal = query.data?.goal;
  const writes = can('goals:write') && goal?.archivedAt === null;
  const name = goal?.indicator ? say(goal.indicator.name) : (goal?.indicatorKey ?? t('title'));
  return (
    <Page
      title={goal ? `${goal.team?.name ?? t('company')} · ${name}` : t('title')}
      width={1180}
      crumbs={[{ label: t('title'), to: to('goals') }]}
      tags={goal ? <Tag>{t('version', { version: goal.version })}</Tag> : null}
      actions={
        writes
          ? [
              {
                key: 'archive',
                label: t('detail.archive'),
                loading: archive.isPending,
                onClick: () => archive.mutate({ params: { goal: id } }),
              },
            ]
          : []
      }
      {...(writes ? { primary: { key: 'edit', label: t('detail.edit'), onClick: () => setEditing(true) } } : {})}
    >
      <Answered query={query} skeleton={<PageSkeleton />}>
        {({ goal: one, history, versions }) => {
          const unit = one.indicator?.unit ?? 'share';
          const alerts = [...(open.data?.items ?? []), ...(closed.data?.items ?? [])];
          const [latest] = alerts;
          return (
            <>
              <Where goal={one} />
              <History goal={one} points={history} />
              {alerts.length > 0 ? (
                <Card title={t('alerts.title')}>
                  <ul className="hx-goal-alerts">
                    {alerts.slice(0, 10).map((alert) => (
                      <AlertItem key={alert.alertId} alert={alert} />
                    ))}
                  </ul>
                </Card>
              ) : null}
              {latest?.cause && latest.cause.divisions.length > 0 ? <Parts unit={unit} cause={latest.cause} /> : null}
              <Card title={t('detail.versions')} caption={t('detail.versionsCaption')}>
                <Facts
                  rows={versions.map((version) => [
                    t('version', { version: version.version }),
                    <span key={version.version}>
                      {t('target', { value: units.write(unit)(version.target) })} ·{' '}
                      {version.band.kind === 'usual' ? t('band.usual') : units.limits(unit, version.band)}
                      <span className="t3 f12">
                        {' '}
                        {t('detail.made', { name: version.createdBy, when: format.when(version.createdAt) })}
                      </span>
                    </span>,
                  ])}
                />
                {one.indicator ? (
                  <p className="t2 f12">{format.labelled(t('detail.definition'), say(one.indicator.definition))}</p>
                ) : null}
              </Card>
            </>
          );
        }}
      </Answered>
      <Suspense>{editing && goal ? <GoalSheet goal={goal} close={() => setEditing(false)} /> : null}</Suspense>
    </Page>
  );
}

function Where({ goal }: { readonly goal: GoalData }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const units = useUnits();
  const { progress, indicator } = goal;
  if (!progress || !indicator) return <Opening>{say(STATE_WORDS.no_indicator)}</Opening>;
  const write = units.write(indicator.unit);
  const { needed } = progress;
  return (
    <Opening
      badge={<GoalTag goal={goal} />}
      caption={`${say(PERIOD_WORDS[goal.period])} · ${format.day(progress.period.start)} · ${t('passed', { share: format.percent(progress.passed, 0) })}`}
      lead={
        needed
          ? needed.can !== 'open'
            ? t(`can.${needed.can}`, { n: format.number(needed.n) })
            : indicator.adds
              ? t('neededSum', { value: write(needed.value) })
              : t('needed', { n: format.number(needed.n), value: write(needed.value) })
          : say(STATE_WORDS[progress.state])
      }
      meta={[
        t('n', { n: format.number(progress.n) }),
        units.limits(indicator.unit, progress.band),
        indicator.adds ? t('pace', { value: write(progress.expected) }) : t('paceRate'),
      ]}
    >
      {progress.value === null ? '—' : write(progress.value)}{' '}
      {progress.low === null ? null : format.interval(progress.low, progress.high, write)} ·{' '}
      {t('target', { value: write(goal.target) })}
    </Opening>
  );
}

function History({ goal, points: all }: { readonly goal: GoalData; readonly points: readonly HistoryPoint[] }) {
  const t = useWords(words);
  const units = useUnits();
  const unit = goal.indicator?.unit ?? 'share';
  const write = units.write(unit);
  const first = all.findIndex(({ value }) => value !== null);
  if (first < 0) return null;
  const points = all.slice(first);
  const lower = goal.indicator?.direction === 'lower';
  const limits = points.map(({ bandLow, bandHigh }) => (lower ? (bandHigh ?? bandLow) : (bandLow ?? bandHigh)));
  const breaks = points.flatMap((point, at) => {
    const before = points.slice(0, at).findLast(({ version }) => version !== null);
    if (point.version === null || !before || before.version === point.version) return [];
    return [{ at, label: t('detail.changed', { version: point.version }) }];
  });
  return (
    <Card title={t('detail.history')} caption={t('detail.historyCaption')}>
      <LineBand
        label={t('detail.history')}
        format={write}
        target={{ value: goal.target, label: t('target', { value: write(goal.target) }) }}
        points={points.map(({ start, value, low, high, n }) => ({
          label: goal.period === 'week' ? start.slice(5) : start.slice(2, 7),
          value,
          low,
          high,
          n,
        }))}
        breaks={breaks}
        {...(limits.some((limit) => limit !== null) ? { compare: { label: t('detail.limit'), values: limits } } : {})}
      />
    </Card>
  );
}
