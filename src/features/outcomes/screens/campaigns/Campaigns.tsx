import { useNavigate } from 'react-router';
import { useSay, useShellWords, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { Page } from '../../../../console/ui/Page.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { Verdict } from '../../../../console/ui/Verdict.tsx';
import { type CampaignSummary, listCampaigns } from '../../contract-campaigns.ts';
import { words as outcomeWords } from '../words.ts';
import { Upload } from './Upload.tsx';
import { words } from './words.ts';
import './campaigns.css';

/** 别处的活动: a new one from files, and those scored so far. */
export default function Campaigns() {
  const t = useWords(words);
  const o = useWords(outcomeWords);
  const shell = useShellWords();
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const navigate = useNavigate();
  const query = useEndpoint(listCampaigns, {});
  const rows = query.data?.campaigns.filter(({ status }) => status === 'scored');
  const path = (id: string) => to(`campaigns/${encodeURIComponent(id)}`);
  const nameOf = (row: CampaignSummary) => (row.summary ? say(row.summary.playbook_name) : t('waiting'));
  const peopleOf = (row: CampaignSummary) =>
    format.number((row.summary?.matured.t ?? 0) + (row.summary?.matured.c ?? 0));
  const columns: readonly Column<CampaignSummary>[] = [
    {
      key: 'name',
      title: t('columns.name'),
      render: (row) => <Two strong value={nameOf(row)} under={row.summary ? say(row.summary.headline.title) : null} />,
    },
    { key: 'people', title: t('columns.people'), width: 110, align: 'right', render: peopleOf },
    {
      key: 'rates',
      title: t('columns.rates'),
      width: 160,
      align: 'right',
      render: ({ summary }) =>
        summary ? (
          <span>
            <span className="t2">{format.percent(summary.conversion.c.rate)}</span> →{' '}
            <b>{format.percent(summary.conversion.t.rate)}</b>
          </span>
        ) : null,
    },
    {
      key: 'verdict',
      title: t('columns.verdict'),
      width: 120,
      align: 'right',
      render: ({ summary }) =>
        summary ? <Verdict kind={summary.verdict} plain words={shell(`verdict.${summary.verdict}`)} /> : null,
    },
    {
      key: 'made',
      title: t('columns.made'),
      width: 168,
      align: 'right',
      render: (row) => <Two value={format.when(row.madeAt)} under={t('by', { name: row.madeBy })} />,
    },
  ];
  return (
    <Page title={t('title')} crumbs={[{ label: o('title'), to: to('scorecards') }]} tone="work">
      {can('outcomes:write') ? <Upload onScored={(id) => void navigate(path(id))} /> : null}
      {rows?.length ? <h2 className="hx-campaign-history">{t('history')}</h2> : null}
      <DataTable
        name="campaigns"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.campaignId}
        href={(row) => path(row.campaignId)}
        card={(row) => (
          <RowCard
            title={nameOf(row)}
            right={
              row.summary ? (
                <Verdict kind={row.summary.verdict} plain words={shell(`verdict.${row.summary.verdict}`)} />
              ) : null
            }
            line={row.summary ? say(row.summary.headline.title) : null}
            note={`${peopleOf(row)} · ${format.when(row.madeAt)} ${t('by', { name: row.madeBy })}`}
          />
        )}
        empty={can('outcomes:write') ? null : <EmptyState icon="scorecard" title={t('empty')} />}
        error={query.error}
        retry={() => void query.refetch()}
        twoLines
      />
    </Page>
  );
}
