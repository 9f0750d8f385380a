import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Note } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';

/** 种植术后关怀 > 第 3 天电话回访 v7, and what can be done with the task besides finishing it. */
export function TaskBar({
  detail,
  live,
  snooze,
  wake,
  transfer,
  reopen,
}: {
  detail: TaskDetail;
  live: boolean;
  snooze: () => void;
  wake: () => void;
  transfer: () => void;
  reopen: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const { task } = detail;
  return (
    <header className="hd">
      <span className="crumb el">
        {task.playbook ? (
          <>
            <span className="el">{say(task.playbook.name)}</span>
            <Icon name="right" size={14} />
          </>
        ) : null}
        <b className="el">{say(task.title)}</b>
      </span>
      {task.playbook ? <Tag>{t('v', { version: task.playbook.version })}</Tag> : null}
      <span className="grow" />
      {live ? (
        <>
          {task.state === 'snoozed' ? (
            <Button type="text" size="small" icon="alarm" onClick={wake}>
              {t('act.wake')}
            </Button>
          ) : (
            <Button type="text" size="small" icon="alarm" keys="s" onClick={snooze}>
              {t('act.snooze')}
            </Button>
          )}
          <Button type="text" size="small" icon="swap" keys="t" onClick={transfer}>
            {t('act.transfer')}
          </Button>
        </>
      ) : detail.reopenable ? (
        <Button type="text" size="small" icon="refresh" onClick={reopen}>
          {t('act.reopen')}
        </Button>
      ) : null}
    </header>
  );
}

/** Who has it, whether it was accepted, how it ended: one line, and the button that takes it. */
export function TaskState({
  detail,
  format,
  accept,
  accepting,
}: {
  detail: TaskDetail;
  format: Format;
  accept: () => void;
  accepting: boolean;
}) {
  const t = useWords(words);
  const { task, mine } = detail;
  if (task.endedAt) {
    const when = format.when(task.endedAt);
    const said =
      task.state === 'cancelled'
        ? t('endedByFlow', { when })
        : t('ended', {
            who: task.endedBy?.name ?? '—',
            when,
            result: t(`results.${(task.result ?? 'done') as 'done'}`),
          });
    return (
      <div className="hx-state-line">
        <Note tone={task.result === 'done' ? 'ok' : 'info'}>{said}</Note>
      </div>
    );
  }
  if (!mine)
    return (
      <div className="hx-state-line">
        <Note icon="lock">{t('notMine', { name: task.assignee?.name ?? '—' })}</Note>
      </div>
    );
  if (task.state === 'snoozed')
    return (
      <div className="hx-state-line">
        <Note icon="alarm">{t('snoozedUntil', { when: format.when(task.snoozedUntil) })}</Note>
      </div>
    );
  if (task.reopened > 0 && task.state === 'accepted')
    return (
      <div className="hx-state-line">
        <Note icon="refresh">
          {t(task.origin === 'flow' ? 'reopened.flow' : 'reopened.plain')}
          {detail.answersKept ? t('reopened.answers') : ''}
        </Note>
      </div>
    );
  if (task.state !== 'open') return null;
  const [by, what] = task.remindedAt ? [task.escalateAt, t('escalate')] : [task.remindAt, t('remind')];
  const waits = by && !task.escalated ? t('notYet', { by: format.when(by), what }) : t('notYetPlain');
  return (
    <div className="hx-state-line open">
      <span className="grow">{task.assignee ? waits : t('claimHint')}</span>
      <Button size="small" keys="Enter" loading={accepting} onClick={accept}>
        {task.assignee ? t('act.start') : t('act.claim')}
      </Button>
    </div>
  );
}
