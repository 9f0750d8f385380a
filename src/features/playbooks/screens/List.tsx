import { lazy, Suspense } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listPlaybooks, type PlaybookSummary } from '../contract.ts';
import { RatioTag } from './RatioTag.tsx';
import { StatusTag } from './StatusTag.tsx';
import { words } from './words.ts';

const ImportSheet = lazy(() => import('./ImportSheet.tsx'));

/** 回访方案: which run, on how many, with how large a control group. */
export default function List() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const list = useListState({ filters: ['status'] });
  const [asked, setAsked] = useAddress();
  const query = useEndpoint(listPlaybooks, {});
  const columns = useColumns();
  const importing = asked.get('import') !== null;
  const show = (open: boolean) =>
    setAsked((now) => {
      const next = new URLSearchParams(now);
      if (open) next.set('import', '1');
      else next.delete('import');
      return next;
    });
  const action = can('playbooks:write')
    ? { key: 'import', label: t('list.import'), icon: 'upload' as const, onClick: () => show(true) }
    : undefined;
  const rows = query.data?.playbooks.filter(
    (one) =>
      `${one.key} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(list.q.toLowerCase()) &&
      (list.chosen.status ?? [one.status]).includes(one.status),
  );
  return (
    <Page title={t('title')} tone="work" actions={action && (query.data?.playbooks.length ?? 0) > 0 ? [action] : []}>
      <ScratchNote />
      <DataTable
        name="playbooks"
        columns={columns}
        rows={rows}
        rowKey={(one) => one.key}
        list={list}
        search={{ placeholder: t('list.search') }}
        filters={[
          {
            key: 'status',
            label: t('list.status'),
            multiple: true,
            options: (['running', 'paused', 'draft'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
        href={(one) => to(`playbooks/${one.key}`)}
        card={(one) => <PlaybookCard playbook={one} />}
        empty={
          <EmptyState
            icon="playbook"
            title={t('list.empty')}
            hint={t('list.emptyHint')}
            action={
              action ? (
                <Button type="primary" icon="upload" onClick={() => show(true)}>
                  {action.label}
                </Button>
              ) : null
            }
          />
        }
        total={rows?.length}
        error={query.error}
        retry={() => void query.refetch()}
        twoLines
      />
      <Suspense fallback={null}>{importing && action ? <ImportSheet close={() => show(false)} /> : null}</Suspense>
    </Page>
  );
}

function PlaybookCard({ playbook }: { playbook: PlaybookSummary }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { treatment, control } = playbook.enrolled;
  return (
    <RowCard
      title={say(playbook.name)}
      right={
        <>
          <RatioTag ratio={playbook.ratio} />
          <StatusTag status={playbook.status} />
        </>
      }
      line={say(playbook.description)}
      note={
        treatment + control === 0
          ? t('list.noneYet')
          : `${playbook.epoch === null ? '' : `${t('epoch', { epoch: playbook.epoch })} · `}${t('list.arms', { t: format.number(treatment), c: format.number(control) })}`
      }
    />
  );
}

function useColumns(): readonly Column<PlaybookSummary>[] {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('list.name'),
      render: (one) => (
        <Two value={<span className="fw5">{say(one.name)}</span>} under={<span>{say(one.description)}</span>} />
      ),
    },
    {
      key: 'status',
      title: t('list.status'),
      width: 132,
      render: (one) => (
        <Two
          value={
            <>
              <StatusTag status={one.status} /> <RatioTag ratio={one.ratio} />
            </>
          }
          under={
            one.status === 'running' && one.liveVersion !== one.version
              ? t('list.pending', { version: one.version })
              : null
          }
        />
      ),
    },
    {
      key: 'epoch',
      title: t('list.epoch'),
      width: 104,
      render: (one) => (
        <Two
          value={one.epoch === null ? <span className="t3">—</span> : t('epoch', { epoch: one.epoch })}
          under={t('version', { version: one.version })}
        />
      ),
    },
    {
      key: 'holdout',
      title: t('list.holdout'),
      width: 104,
      align: 'right',
      render: (one) =>
        one.holdout === null ? <span className="t3">{t('list.auto')}</span> : format.percent(one.holdout, 0),
    },
    {
      key: 'window',
      title: t('list.window'),
      width: 88,
      align: 'right',
      render: (one) => t('days', { count: one.windowDays }),
    },
    {
      key: 'enrolled',
      title: t('list.enrolled'),
      width: 190,
      align: 'right',
      render: ({ enrolled: { treatment, control } }) =>
        treatment + control === 0 ? (
          <span className="t3">{t('list.noneYet')}</span>
        ) : (
          <Two
            value={<b>{format.number(treatment + control)}</b>}
            under={t('list.arms', { t: format.number(treatment), c: format.number(control) })}
          />
        ),
    },
    {
      key: 'updated',
      title: t('list.updated'),
      width: 132,
      align: 'right',
      render: (one) => (
        <Two
          value={format.when(one.updatedAt)}
          under={one.origin === 'shipped' || one.origin === 'imported' ? t(`origin.${one.origin}`) : one.origin}
        />
      ),
    },
  ];
}
