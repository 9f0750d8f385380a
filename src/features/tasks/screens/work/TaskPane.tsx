import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useKeys } from '../../../../console/lib/keys.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Answered, Bone, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { acceptTask, countTasks, getTask, listTasks, reopenTask, type TaskDetail, wakeTask } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { Foot } from '../record/Foot.tsx';
import { Record } from '../record/Record.tsx';
import { SavedNote } from '../record/SavedNote.tsx';
import { words } from '../words.ts';
import { Contacts } from './Contacts.tsx';
import { CustomerCard } from './CustomerCard.tsx';
import { History } from './History.tsx';
import { Script } from './Script.tsx';
import { TaskBar, TaskState } from './TaskBar.tsx';
import { useCall } from './useCall.ts';
import { useFinish } from './useFinish.ts';
import { useScriptKeys } from './useScriptKeys.ts';
import { useWork } from './useWork.ts';

const SnoozeSheet = lazy(() => import('../sheets/SnoozeSheet.tsx'));
const TransferSheet = lazy(() => import('../sheets/TransferSheet.tsx'));

export interface PaneProps {
  readonly taskId: string;
  /** The task is gone from here: go on to the next. */
  readonly leave: (taskId: string) => void;
  /** Who comes next, for the button. */
  readonly nextName: string | null;
}

/** The customer and the script in the middle, the record at the right. */
export function TaskPane(props: PaneProps) {
  const query = useEndpoint(getTask, { params: { task: props.taskId } });
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query;
  return (
    <Answered query={fresh} skeleton={<PaneSkeleton />}>
      {(detail) => <Open key={`${props.taskId}:${detail.task.reopened}`} {...props} detail={detail} />}
    </Answered>
  );
}

/** Accepting, waking, reopening, and the two sheets: what the desktop and the phone share. */
export function useTaskActions(detail: TaskDetail) {
  const [sheet, setSheet] = useState<'snooze' | 'transfer' | null>(null);
  const changes = [listTasks, countTasks, getTask];
  const accept = useAction(acceptTask, { changes });
  const wake = useAction(wakeTask, { changes });
  const reopen = useAction(reopenTask, { changes });
  const { task, mine } = detail;
  const params = { task: task.taskId };
  const takeUp = useCallback(() => {
    if (mine && task.state === 'open') accept.mutate({ params: { task: task.taskId } });
    // oxlint-disable-next-line react/exhaustive-deps -- `mutate` does not change
  }, [mine, task.state, task.taskId]);
  return {
    sheet,
    setSheet,
    accept,
    takeUp,
    wake: () => wake.mutate({ params }),
    reopen: () => reopen.mutate({ params, body: {} }),
    error: accept.error ?? wake.error ?? reopen.error,
  };
}

export function Sheets({
  detail,
  sheet,
  close,
  leave,
}: {
  detail: TaskDetail;
  sheet: 'snooze' | 'transfer' | null;
  close: () => void;
  leave: () => void;
}) {
  const format = useFormatAt(detail.at);
  const done = () => {
    close();
    leave();
  };
  return (
    <Suspense>
      {sheet === 'snooze' ? (
        <SnoozeSheet item={detail.task} at={detail.at} format={format} close={close} done={done} />
      ) : null}
      {sheet === 'transfer' ? <TransferSheet item={detail.task} close={close} done={done} /> : null}
    </Suspense>
  );
}

function Open({ detail, leave, nextName }: PaneProps & { detail: TaskDetail }) {
  const t = useWords(words);
  const format = useFormatAt(detail.at);
  const { task, mine } = detail;
  const live = mine && task.endedAt === null;
  const actions = useTaskActions(detail);
  const { takeUp, setSheet } = actions;
  const work = useWork(detail, takeUp);
  const call = useCall(detail, live);
  const { finish, flaws } = useFinish(detail, work, () => leave(task.taskId));
  const record = useRef<HTMLDivElement>(null);
  useScriptKeys(work, detail.form?.questions ?? [], live && task.state !== 'open' && !detail.answersKept);
  useKeys(
    [
      { key: 's', label: t('act.snooze'), run: () => setSheet('snooze') },
      { key: 't', label: t('act.transfer'), run: () => setSheet('transfer') },
      ...(call ? [{ key: 'c', label: t('act.call'), run: call.toggle }] : []),
      {
        key: 'r',
        label: t('keys.record'),
        run: () => record.current?.querySelector<HTMLElement>('button, input, textarea')?.focus(),
      },
      { key: 'u', label: t('act.noAnswer'), run: () => finish('unreachable') },
      { key: 'mod+Enter', label: t('act.finish'), run: () => finish('done'), inFields: true },
      ...(task.state === 'open' ? [{ key: 'Enter', label: t('act.start'), run: takeUp }] : []),
    ],
    live && actions.sheet === null,
  );
  return (
    <div className="hx-task">
      <section className="mid">
        <TaskBar
          detail={detail}
          live={live}
          snooze={() => setSheet('snooze')}
          wake={actions.wake}
          transfer={() => setSheet('transfer')}
          reopen={actions.reopen}
        />
        <div className="scroll">
          <ErrorNote error={actions.error} />
          <TaskState detail={detail} format={format} accept={takeUp} accepting={actions.accept.isPending} />
          <CustomerCard detail={detail} format={format} call={call} />
          <Script detail={detail} work={work} disabled={!live || detail.answersKept} />
          <Contacts detail={detail} format={format} />
          <History detail={detail} format={format} />
        </div>
      </section>
      <section className="rt" aria-label={t('record.title')}>
        <header className="hd">
          <h2>{t('record.title')}</h2>
          <span className="grow" />
          <SavedNote saved={work.saved} format={format} colleague={detail.draft && !detail.draft.own} />
        </header>
        <Record detail={detail} work={work} disabled={!live} flaws={flaws} first={record} />
        {live ? <Foot finish={finish} nextName={nextName} wrong={flaws.size} /> : null}
      </section>
      <Sheets detail={detail} sheet={actions.sheet} close={() => setSheet(null)} leave={() => leave(task.taskId)} />
    </div>
  );
}

function PaneSkeleton() {
  return (
    <div className="hx-task">
      <section className="mid">
        <div style={{ padding: 24 }}>
          <Skeleton>
            <Bone width="38%" height={16} />
            <Bone width="62%" />
            <div style={{ height: 24 }} />
            <Bone width="30%" height={14} />
            <Bone width="84%" />
            <Bone height={150} radius={12} />
            <Bone width="70%" />
          </Skeleton>
        </div>
      </section>
      <section className="rt">
        <div style={{ padding: 20 }}>
          <Skeleton lines={6} />
        </div>
      </section>
    </div>
  );
}
