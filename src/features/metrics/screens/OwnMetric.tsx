import { useState } from 'react';
import { useParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { save } from '../../../console/charts/picture.ts';
import { Answered } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import {
  archiveOwnMetric,
  getOwnFigure,
  getOwnMetric,
  getOwnTrend,
  listOwnMetrics,
  type OwnMetric as Metric,
} from '../contract-own.ts';
import { MetricsPage } from './Frame.tsx';
import { OwnEditor } from './OwnEditor.tsx';
import { OwnHistory } from './OwnHistory.tsx';
import { words } from './words-own.ts';

/** One metric of the company's own: what it says, and how it is made. */
export default function OwnMetric() {
  const { own = '' } = useParams();
  return own === 'new' ? <OwnEditor key="new" metric={null} /> : <Known own={own} />;
}

function Known({ own }: { own: string }) {
  const query = useEndpoint(
    getOwnMetric,
    { params: { own } },
    { every: (answer) => ((answer as Metric | undefined)?.versions[0]?.run?.finishedAt === null ? 1500 : false) },
  );
  if (!query.data)
    return (
      <MetricsPage>
        <Answered query={query}>{() => null}</Answered>
      </MetricsPage>
    );
  return <Shown metric={query.data} />;
}

function Shown({ metric }: { metric: Metric }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const [isEditing, edit] = useState(false);
  const archive = useAction(archiveOwnMetric, { changes: [getOwnMetric, listOwnMetrics, getOwnFigure, getOwnTrend] });
  const newest = metric.versions[0];
  if (!newest) return null;
  if (isEditing) return <OwnEditor metric={metric} close={() => edit(false)} />;
  const may = can('metrics:write');
  const isAway = metric.archivedAt !== null;
  const download = () => {
    const document = {
      format: 'huixiang.metric',
      formatVersion: 1,
      metric: metric.metric,
      name: newest.name,
      definition: newest.definition,
    };
    save(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }), `${metric.metric}.json`);
  };
  const put = {
    key: 'archive',
    label: isAway ? t('takeBack') : t('archive'),
    loading: archive.isPending,
    onClick: () =>
      archive.mutate({ params: { own: metric.metric }, body: { archived: !isAway, base: newest.version } }),
  };
  return (
    <MetricsPage
      crumbs={[{ label: t('tabs.own'), to: to('metrics/own') }]}
      heading={say(metric.name)}
      tags={
        <>
          <Tag>{t('version', { version: newest.version })}</Tag>
          {isAway ? <Tag tone="warn">{t('archived')}</Tag> : null}
        </>
      }
      actions={[{ key: 'export', label: t('export'), icon: 'download', onClick: download }, ...(may ? [put] : [])]}
      {...(may && !isAway ? { primary: { key: 'edit', label: t('edit'), onClick: () => edit(true) } } : {})}
    >
      <OwnHistory metric={metric} may={may && !isAway} />
    </MetricsPage>
  );
}
