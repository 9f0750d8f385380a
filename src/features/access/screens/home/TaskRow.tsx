import { Link } from 'react-router';
import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import type { TaskItem } from '../../../tasks/contract.ts';
import { words } from './words.ts';

/** One task in a list of the home page: whom, what, and what is said at the right. */
export function TaskRow({ item, side, under }: { item: TaskItem; side: React.ReactNode; under?: React.ReactNode }) {
  const say = useSay();
  const to = usePath();
  return (
    <li>
      <Link to={to(`tasks/${item.taskId}`)}>
        <span className="grow">
          <b className="el">{item.customer.name ?? item.customer.phone ?? '—'}</b>
          <span className="below el">{item.playbook ? say(item.playbook.name) : say(item.title)}</span>
        </span>
        {under ? <span className="mid el">{under}</span> : null}
        <span className="side">{side}</span>
      </Link>
    </li>
  );
}

/** 超时 18 分, 10:40 前, 11-25 周三. */
export function Due({ item, at, format }: { item: TaskItem; at: string; format: Format }) {
  const t = useWords(words);
  if (item.lateness === 'late') {
    const span = format.duration(Math.max(Date.parse(at) - Date.parse(item.dueAt), 60_000));
    return <span className="bad">{t('mine.lateBy', { span })}</span>;
  }
  if (item.lateness === 'hour')
    return <span className="warn">{t('mine.before', { time: format.time(item.dueAt) })}</span>;
  return <span className="t2">{item.lateness === 'today' ? format.time(item.dueAt) : format.date(item.dueAt)}</span>;
}
