import { lazy, Suspense, useState } from 'react';
import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { type ListState, useListState } from '../../../../console/table/listState.ts';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { type BoardPerson, listTasks, type TaskItem } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { words as taskWords } from '../words.ts';
import { words } from './words.ts';

const MoveSheet = lazy(() => import('./MoveSheet.tsx'));

const SHOWS = ['waiting', 'late', 'escalated', 'unaccepted', 'pool', 'snoozed', 'done'] as const;
type Show = (typeof SHOWS)[number];

/** The question that a view of the board asks. */
function questionOf(list: ListState, team: string) {
  const show = SHOWS.find((each) => each === list.chosen['show']?.[0]) ?? 'waiting';
  const assignee = list.chosen['assignee']?.[0];
  const flag = (on: boolean) => (on ? ('true' as const) : ('false' as const));
  return {
    view: show === 'pool' ? ('pool' as const) : ('all' as const),
    state: show === 'snoozed' ? ('snoozed' as const) : show === 'done' ? ('done' as const) : ('waiting' as const),
    today: flag(show === 'done'),
    late: flag(show === 'late'),
    escalated: flag(show === 'escalated'),
    unaccepted: flag(show === 'unaccepted'),
    limit: '100',
    ...(assignee ? { assignee } : {}),
    ...(team === '' ? {} : { team }),
    ...(list.q === '' ? {} : { q: list.q }),
  };
}

/** Every task one sees, to be moved one by one or many at once. */
export function TaskList({ team, people }: { team: string; people: readonly BoardPerson[] }) {
  const t = useWords(words);
  const to = usePath();
  const list = useListState({ filters: ['show', 'assignee'] });
  const pages = usePages(listTasks, { query: questionOf(list, team) }, (page) => page.items);
  // The now that lateness is told against: every list answers it, this one is kept for the whole page.
  const now = useEndpoint(listTasks, { query: { view: 'mine', limit: '1' } });
  const format = useFormatAt(now.data?.at);
  const columns = useColumns(format, now.data?.at);
  const [moving, setMoving] = useState<{ rows: readonly TaskItem[]; done: () => void } | null>(null);
  return (
    <>
      <DataTable
        name="tasks-board"
        {...pages}
        list={list}
        framed
        twoLines
        rowKey={(item) => item.taskId}
        columns={columns}
        search={{ placeholder: t('list.search') }}
        filters={[
          {
            key: 'show',
            label: t('list.show'),
            options: SHOWS.map((value) => ({ value, label: t(`list.${value as Show}`) })),
          },
          {
            key: 'assignee',
            label: t('list.assignee'),
            options: people.map(({ id, name, waiting }) => ({ value: id, label: name, count: waiting })),
          },
        ]}
        href={(item) => to(`tasks/${item.taskId}`)}
        bulk={[{ key: 'move', label: t('escalations.move'), run: (rows, done) => setMoving({ rows, done }) }]}
        card={(item) => <TaskCard item={item} format={format} />}
        empty={<EmptyState icon="task" title={t('list.empty')} hint={t('list.emptyHint')} />}
      />
      <Suspense>
        {moving ? (
          <MoveSheet
            items={moving.rows}
            close={() => setMoving(null)}
            done={() => {
              moving.done();
              setMoving(null);
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}

function useStateWords(format: Format): (item: TaskItem) => { readonly text: string; readonly tone: string } {
  const t = useWords(words);
  const of = useWords(taskWords);
  return (item) => {
    if (item.state === 'cancelled') return { text: t('list.cancelled'), tone: 't3' };
    if (item.state === 'done') return { text: of(`results.${(item.result ?? 'done') as 'done'}`), tone: 't2' };
    if (item.state === 'snoozed')
      return { text: t('list.until', { when: format.when(item.snoozedUntil) }), tone: 't3' };
    if (item.escalated)
      return {
        text: item.escalated.to ? of('marks.escalated', { name: item.escalated.to.name }) : of('marks.escalatedNobody'),
        tone: 'bad',
      };
    return item.state === 'open' ? { text: t('list.open'), tone: 'warn' } : { text: t('list.accepted'), tone: 't2' };
  };
}

function useColumns(format: Format, at: string | undefined): readonly Column<TaskItem>[] {
  const t = useWords(words);
  const say = useSay();
  const stateOf = useStateWords(format);
  const span = (item: TaskItem) => format.duration(at ? Date.parse(at) - Date.parse(item.dueAt) : null);
  return [
    {
      key: 'customer',
      title: t('list.customer'),
      width: 150,
      render: (item) => item.customer.name ?? item.customer.phone ?? '—',
    },
    {
      key: 'task',
      title: t('list.task'),
      render: (item) => <Two value={say(item.title)} under={item.playbook ? say(item.playbook.name) : ''} />,
    },
    {
      key: 'who',
      title: t('list.who'),
      width: 130,
      render: (item) => <Two value={item.assignee?.name ?? t('escalations.nobody')} under={item.team?.name ?? ''} />,
    },
    {
      key: 'state',
      title: t('list.state'),
      width: 190,
      render: (item) => {
        const { text, tone } = stateOf(item);
        return <span className={tone}>{text}</span>;
      },
    },
    {
      key: 'due',
      title: t('list.due'),
      width: 130,
      align: 'right',
      render: (item) =>
        item.lateness === 'late' && item.endedAt === null ? (
          <span className="bad">{at ? t('list.late1', { span: span(item) }) : format.when(item.dueAt)}</span>
        ) : (
          format.when(item.endedAt ?? item.dueAt)
        ),
    },
    {
      key: 'score',
      title: t('list.score'),
      width: 80,
      align: 'right',
      render: (item) => (item.endedAt ? '' : item.score),
    },
  ];
}

function TaskCard({ item, format }: { item: TaskItem; format: Format }) {
  const t = useWords(words);
  const say = useSay();
  const { text, tone } = useStateWords(format)(item);
  return (
    <RowCard
      title={item.customer.name ?? '—'}
      right={<span className={tone}>{text}</span>}
      line={say(item.title)}
      note={`${item.assignee?.name ?? t('escalations.nobody')} · ${format.when(item.dueAt)}`}
    />
  );
}
