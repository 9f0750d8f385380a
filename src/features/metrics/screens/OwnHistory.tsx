import { Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint, useInvalidate } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import type { Group, Point } from '../contract.ts';
import {
  getOwnFigure,
  getOwnMetric,
  getOwnTrend,
  listOwnMetrics,
  type OwnDefinition,
  type OwnMetric,
  type OwnVersion,
  recomputeOwnMetric,
  restoreOwnMetric,
} from '../contract-own.ts';
import { Now } from './Now.tsx';
import { Reading } from './OwnList.tsx';
import { Rows } from './Rows.tsx';
import { type Show, useShowOwn } from './show.ts';
import { words } from './words-own.ts';

/** The figure, its trend with the changes of definition, its dimensions, its versions. */
export function OwnHistory({ metric, may }: { metric: OwnMetric; may: boolean }) {
  const t = useWords(words);
  const own = metric.metric;
  const newest = metric.versions[0]!;
  const invalidate = useInvalidate();
  const done = newest.run?.finishedAt ?? null;
  // Asked again when a reading ends.
  useEffect(() => {
    if (done !== null) void invalidate([getOwnFigure, getOwnTrend]);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new function each time; the end of the reading is what matters
  }, [done]);
  const figure = useEndpoint(getOwnFigure, { params: { own }, query: { by: 'dimension' } });
  const used = metric.versions.find(({ version }) => version === figure.data?.figure.version) ?? newest;
  const show = useShowOwn(used.definition);
  const many = metric.versions.length > 1;
  const [then, setThen] = useState<boolean | null>(null);
  // Where another version gives another kind of figure, one line by the version of now says more than pieces.
  const asThen = many && (then ?? metric.versions.every(({ definition }) => isAlike(definition, used.definition)));
  const trend = useEndpoint(getOwnTrend, { params: { own }, query: asThen || !many ? {} : { version: used.version } });
  return (
    <div className="hx-metrics">
      <Reading run={newest.run} version={newest.version} />
      <Card title={show.definition} caption={t('version', { version: used.version })}>
        <Answered query={figure}>
          {(data) => (
            <div className="metric">
              <div className="now">
                <Now figure={data.figure} show={show} />
              </div>
              <div>
                {many ? (
                  <Segmented
                    size="small"
                    aria-label={t('trend')}
                    value={asThen}
                    options={[
                      { value: true, label: t('trendThen') },
                      { value: false, label: t('trendNow', { version: used.version }) },
                    ]}
                    onChange={setThen}
                  />
                ) : null}
                <Answered query={trend}>
                  {({ points }) => <Trend points={points} metric={metric} used={used} show={show} />}
                </Answered>
              </div>
            </div>
          )}
        </Answered>
        {figure.data && figure.data.groups.length > 0 ? (
          <Rows groups={figure.data.groups as Group[]} show={show} />
        ) : null}
      </Card>
      <Card title={t('versions')}>
        <ul className="versions">
          {metric.versions.map((version) => (
            <Version key={version.version} own={own} version={version} newest={newest.version} may={may} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

/** Figures that can stand on one axis. */
function isAlike(a: OwnDefinition, b: OwnDefinition): boolean {
  const kindOf = ({ formula, scale }: OwnDefinition) =>
    formula.kind === 'mean' || formula.kind === 'median'
      ? `${scale.low} to ${scale.high}`
      : formula.kind === 'net'
        ? 'points'
        : 'share';
  return kindOf(a) === kindOf(b);
}

function Trend({
  points: all,
  metric,
  used,
  show,
}: {
  points: readonly Point[];
  metric: OwnMetric;
  used: OwnVersion;
  show: Show;
}) {
  const t = useWords(words);
  const isBroken = all.some(({ changed }) => changed);
  const others = new Set(
    metric.versions.filter(({ definition }) => !isAlike(definition, used.definition)).map(({ version }) => version),
  );
  const points = all.map((point) => (others.has(point.version) ? { ...point, value: null, ci: null } : point));
  const isLeftOut = all.some(({ version }) => others.has(version));
  if (!points.some(({ value }) => value !== null))
    return <p className="none t3">{show.lacking(points.at(-1) ?? { n: 0, lacking: 0 })}</p>;
  return (
    <div>
      <LineBand
        height={220}
        label={t('trend')}
        title={t('trend')}
        format={show.value}
        points={points.map((point) => ({
          label: point.period.slice(2),
          value: point.value,
          low: point.ci?.[0] ?? null,
          high: point.ci?.[1] ?? null,
          n: point.n,
        }))}
        apart
        breaks={points.flatMap((point, at) =>
          point.changed ? [{ at, label: t('version', { version: point.version }) }] : [],
        )}
      />
      {isBroken ? <p className="f12 t3 cjk">{t(isLeftOut ? 'trendOther' : 'trendHint')}</p> : null}
    </div>
  );
}

function Version({ own, version, newest, may }: { own: string; version: OwnVersion; newest: number; may: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const show = useShowOwn(version.definition);
  const changes = [getOwnMetric, listOwnMetrics, getOwnFigure, getOwnTrend];
  const restore = useAction(restoreOwnMetric, { changes });
  const again = useAction(recomputeOwnMetric, { changes });
  return (
    <li>
      <div className="grow">
        <b>{t('version', { version: version.version })}</b> {say(version.name)} · {show.definition}
        <div className="f12 t3">
          {t('by', { who: version.createdBy, when: format.when(version.createdAt) })}
          {version.note ? ` · ${version.note}` : ''}
        </div>
        {restore.error ? <ErrorNote error={restore.error} /> : null}
      </div>
      {may && version.version !== newest ? (
        <Button
          size="small"
          loading={restore.isPending}
          onClick={() => restore.mutate({ params: { own }, body: { version: version.version, base: newest } })}
        >
          {t('restore')}
        </Button>
      ) : null}
      {may && version.version === newest ? (
        <Button size="small" loading={again.isPending} onClick={() => again.mutate({ params: { own }, body: {} })}>
          {t('recompute')}
        </Button>
      ) : null}
    </li>
  );
}
