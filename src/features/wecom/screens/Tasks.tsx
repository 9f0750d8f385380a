import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { EmptyState, ErrorNote } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getWecom, listWecomTasks, remindWecomTask, stopWecomTask, type WecomTask } from '../contract.ts';
import { Frame } from './Frame.tsx';
import { words } from './words.ts';
import './wecom.css';

/** 等员工确认: mass messages that wait for a colleague: who has to confirm, since when, until when. */
export default function Tasks() {
  const t = useWords(words);
  const [state, setState] = useState<'open' | 'closed'>('open');
  const tasks = useEndpoint(listWecomTasks, { query: { state } }, { every: 30_000 });
  const changes = { changes: [listWecomTasks, getWecom] };
  const remind = useAction(remindWecomTask, changes);
  const stop = useAction(stopWecomTask, changes);
  const error = remind.error ?? stop.error;
  const acts = (task: WecomTask) => (
    <Acts
      task={task}
      busy={remind.isPending || stop.isPending}
      remind={() => remind.mutate({ params: { task: task.taskId } })}
      stop={() => stop.mutate({ params: { task: task.taskId } })}
    />
  );
  return (
    <Frame>
      <p className="t2 cjk">{t('tasks.lead')}</p>
      <Choices
        label={t('tasks.state')}
        value={state}
        choose={setState}
        options={[
          { key: 'open', label: t('tasks.open') },
          { key: 'closed', label: t('tasks.closed') },
        ]}
      />
      <ErrorNote error={error} />
      <DataTable
        name="wecom-tasks"
        rows={tasks.data?.items}
        columns={useColumns(tasks.data?.now, state === 'open' ? acts : undefined)}
        rowKey={(row) => row.taskId}
        card={(row) => <Card row={row} now={tasks.data?.now} acts={acts(row)} />}
        empty={
          <EmptyState
            icon="wecom"
            title={t(state === 'open' ? 'tasks.empty' : 'tasks.emptyClosed')}
            hint={t('tasks.emptyHint')}
          />
        }
        error={tasks.error}
        retry={() => void tasks.refetch()}
        twoLines
      />
    </Frame>
  );
}

function Acts({ task, busy, remind, stop }: { task: WecomTask; busy: boolean; remind: () => void; stop: () => void }) {
  const t = useWords(words);
  const can = useCan();
  if (task.state !== 'open' || !can('wecom:write')) return null;
  return (
    <span className="row g6">
      <Button size="small" icon="bell" disabled={busy || task.remindersLeft === 0} onClick={remind}>
        {t('tasks.remind', { n: task.remindersLeft })}
      </Button>
      <Button size="small" disabled={busy} onClick={stop}>
        {t('tasks.stop')}
      </Button>
    </span>
  );
}

const nameOf = (person: WecomTask['staff'][number]): string => person.member ?? person.name ?? person.userid;

function useWho() {
  const t = useWords(words);
  const format = useFormat();
  return ({ staff }: WecomTask) => {
    const open = staff.filter((each) => each.confirmedAt === null);
    if (staff.length === 0) return { who: t('tasks.nobodyYet'), under: null };
    if (open.length === 0) return { who: t('tasks.allConfirmed'), under: format.list(staff.slice(0, 3).map(nameOf)) };
    const more = open.length > 3 ? t('tasks.more', { n: open.length - 3 }) : '';
    const confirmed = staff.length - open.length;
    return {
      who: `${format.list(open.slice(0, 3).map(nameOf))}${more}`,
      under: confirmed > 0 ? t('tasks.confirmed', { n: confirmed, of: staff.length }) : null,
    };
  };
}

function useSince(now: string | undefined) {
  const t = useWords(words);
  const format = useFormat();
  return (task: WecomTask) => {
    const end = task.closedAt ?? now ?? task.createdAt;
    const since = format.duration(Date.parse(end) - Date.parse(task.createdAt));
    const until = task.endsAt ? t('tasks.until', { time: format.when(task.endsAt) }) : null;
    return { since, until };
  };
}

function StateTag({ task }: { task: WecomTask }) {
  const t = useWords(words);
  if (task.error) return <Tag tone="warn">{t('tasks.askFailed')}</Tag>;
  if (task.state === 'open') return <Tag tone="accent">{t('tasks.waiting')}</Tag>;
  if (task.state === 'done') return <Tag tone="ok">{t('tasks.done')}</Tag>;
  return <Tag>{t(`tasks.reason.${task.reason ?? 'withdrawn'}`)}</Tag>;
}

function useColumns(
  now: string | undefined,
  acts: ((task: WecomTask) => React.ReactNode) | undefined,
): readonly Column<WecomTask>[] {
  const t = useWords(words);
  const format = useFormat();
  const whoOf = useWho();
  const sinceOf = useSince(now);
  return [
    {
      key: 'text',
      title: t('tasks.text'),
      render: (row) => (
        <Two
          value={<span className="el">{row.text || row.taskId}</span>}
          under={t('tasks.counts', { count: row.recipients, done: row.delivered, failed: row.failed })}
        />
      ),
    },
    {
      key: 'who',
      title: t('tasks.who'),
      width: 190,
      render: (row) => {
        const { who, under } = whoOf(row);
        return <Two value={<span className="el">{who}</span>} under={under} />;
      },
    },
    {
      key: 'since',
      title: t('tasks.since'),
      width: 170,
      render: (row) => {
        const { since, until } = sinceOf(row);
        return <Two value={since} under={until ?? format.when(row.createdAt)} />;
      },
    },
    {
      key: 'state',
      title: t('tasks.state'),
      width: 150,
      render: (row) => (
        <Two
          value={<StateTag task={row} />}
          under={row.error ?? (row.remindedAt ? t('tasks.reminded', { time: format.when(row.remindedAt) }) : null)}
        />
      ),
    },
    ...(acts ? [{ key: 'acts', title: '', width: 230, align: 'right' as const, render: acts }] : []),
  ];
}

function Card({ row, now, acts }: { row: WecomTask; now: string | undefined; acts: React.ReactNode }) {
  const t = useWords(words);
  const { who, under } = useWho()(row);
  const { since, until } = useSince(now)(row);
  return (
    <>
      <RowCard
        title={who}
        tags={<StateTag task={row} />}
        right={since}
        line={row.text || row.taskId}
        note={[t('tasks.counts', { count: row.recipients, done: row.delivered, failed: row.failed }), until, under]
          .filter(Boolean)
          .join(' · ')}
      />
      <div className="hx-wecom-acts">{acts}</div>
    </>
  );
}
