import { useState } from 'react';
import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { listOwnMetrics, type OwnListed, type OwnRun } from '../contract-own.ts';
import { MetricsPage } from './Frame.tsx';
import { ImportSheet } from './ImportSheet.tsx';
import { Now } from './Now.tsx';
import { useShowOwn } from './show.ts';
import { words } from './words-own.ts';

const isReading = (run: OwnRun | null | undefined) => run !== null && run !== undefined && run.finishedAt === null;

/** 自定义指标: each with its figure, what it is, and how far its history is read. */
export default function OwnList() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const [isImporting, importing] = useState(false);
  const query = useEndpoint(
    listOwnMetrics,
    {},
    {
      every: (answer) =>
        (answer as { items: OwnListed[] } | undefined)?.items.some(({ run }) => isReading(run)) ? 1500 : false,
    },
  );
  const may = can('metrics:write');
  return (
    <MetricsPage
      actions={may ? [{ key: 'import', label: t('import'), onClick: () => importing(true) }] : []}
      {...(may ? { primary: { key: 'make', label: t('make'), to: to('metrics/own/new') } } : {})}
    >
      <Answered query={query}>
        {({ items }) => {
          const shown = items.filter(({ archivedAt }) => archivedAt === null);
          const away = items.filter(({ archivedAt }) => archivedAt !== null);
          return items.length === 0 ? (
            <EmptyState
              icon="star"
              title={t('empty')}
              hint={t('emptyHint')}
              action={may ? <Button to={to('metrics/own/new')}>{t('make')}</Button> : undefined}
            />
          ) : (
            <div className="hx-metrics">
              <div className="owns">
                {shown.map((one) => (
                  <Listed key={one.metric} one={one} />
                ))}
              </div>
              {away.length > 0 ? (
                <Card title={t('archivedList')}>
                  <ul className="away">
                    {away.map((one) => (
                      <Away key={one.metric} one={one} />
                    ))}
                  </ul>
                </Card>
              ) : null}
            </div>
          );
        }}
      </Answered>
      {isImporting ? <ImportSheet known={query.data?.items ?? []} close={() => importing(false)} /> : null}
    </MetricsPage>
  );
}

function Listed({ one }: { one: OwnListed }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const show = useShowOwn(one.definition);
  return (
    <Card
      title={<Link to={to(`metrics/own/${one.metric}`)}>{say(one.name)}</Link>}
      caption={`${show.definition} · ${t('last3')}`}
    >
      <div className="hx-metrics now">
        <Now figure={one.figure} show={show} />
        <Reading run={one.run} version={one.version} />
      </div>
    </Card>
  );
}

function Away({ one }: { one: OwnListed }) {
  const say = useSay();
  const to = usePath();
  return (
    <li>
      <Link to={to(`metrics/own/${one.metric}`)}>{say(one.name)}</Link>
    </li>
  );
}

/** How far the history is read; nothing when it is. */
export function Reading({ run, version }: { run: OwnRun | null | undefined; version: number }) {
  const t = useWords(words);
  const format = useFormat();
  if (!run || run.finishedAt !== null) return null;
  return (
    <Progress
      part={run.total === 0 ? null : run.done / run.total}
      label={t('reading', { version })}
      note={t('readingNote', { done: format.number(run.done), total: format.number(run.total) })}
    />
  );
}
