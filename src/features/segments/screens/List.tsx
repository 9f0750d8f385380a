import { useLocation, useNavigate } from 'react-router';
import { useActorName } from '../../../console/lib/actor.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { EmptyState, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { createSegment, listSegments, type Segment } from '../contract.ts';
import { words } from './words.ts';

/** 客户分群: conditions worth a name, with how many hold them. */
export default function List() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const list = useListState();
  const query = useEndpoint(listSegments, {});
  const columns = useColumns();
  const may = can('segments:write');
  const rows = query.data?.segments.filter((one) =>
    `${one.name} ${one.description} ${one.sentence}`.toLowerCase().includes(list.q.toLowerCase()),
  );
  const add = { key: 'new', label: t('new'), icon: 'plus' as const, to: to('segments/new') };
  return (
    <Page title={t('title')} tone="work" primary={may && (query.data?.segments.length ?? 0) > 0 ? add : undefined}>
      <ScratchNote />
      <Undo />
      <DataTable
        name="segments"
        columns={columns}
        rows={rows}
        rowKey={(one) => one.segmentId}
        list={list}
        search={{ placeholder: t('list.search') }}
        href={(one) => to(`segments/${one.segmentId}`)}
        rowActions={
          may
            ? (one) => (
                <Button size="small" to={to(`segments/${one.segmentId}/edit`)}>
                  {t('edit')}
                </Button>
              )
            : undefined
        }
        card={(one) => <SegmentCard segment={one} />}
        empty={
          <EmptyState
            icon="target"
            title={t('list.empty')}
            hint={t('list.emptyHint')}
            action={
              may ? (
                <Button type="primary" icon="plus" to={add.to}>
                  {t('new')}
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
    </Page>
  );
}

/** A segment deleted a moment ago comes back by one click, as it was. */
function Undo() {
  const t = useWords(words);
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  const deleted = (state as { deleted?: Segment } | null)?.deleted;
  const restore = useAction(createSegment, {
    changes: [listSegments],
    onDone: () => void navigate(pathname, { replace: true, state: null }),
  });
  if (!deleted) return null;
  const { name, description, condition } = deleted;
  return (
    <>
      <Note tone="ok">
        {t('list.deleted', { name })}{' '}
        <button
          type="button"
          className="hx-link"
          disabled={restore.isPending}
          onClick={() => restore.mutate({ body: { name, description, condition } })}
        >
          {t('list.undo')}
        </button>
      </Note>
      <ErrorNote error={restore.error} />
    </>
  );
}

function SegmentCard({ segment }: { segment: Segment }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <RowCard
      title={segment.name}
      right={segment.memberCount === null ? null : <b>{t('people', { count: format.number(segment.memberCount) })}</b>}
      line={segment.sentence}
      note={segment.description || null}
    />
  );
}

function useColumns(): readonly Column<Segment>[] {
  const t = useWords(words);
  const actor = useActorName();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('list.name'),
      render: (one) => <Two value={<span className="fw5">{one.name}</span>} under={one.sentence} />,
    },
    {
      key: 'members',
      title: t('list.members'),
      width: 180,
      align: 'right',
      render: (one) =>
        one.memberCount === null ? (
          <span className="t3">{t('list.never')}</span>
        ) : (
          <Two
            value={<b>{t('people', { count: format.number(one.memberCount) })}</b>}
            under={t('list.counted', { when: format.when(one.countedAt) })}
          />
        ),
    },
    {
      key: 'updated',
      title: t('list.updated'),
      width: 150,
      align: 'right',
      render: (one) => <Two value={format.when(one.updatedAt)} under={actor(one.createdBy)} />,
    },
  ];
}
