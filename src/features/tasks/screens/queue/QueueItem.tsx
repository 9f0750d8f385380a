import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import type { Format } from '../../../../console/format.ts';
import { Icon, type IconName } from '../../../../console/ui/Icon.tsx';
import type { TaskItem } from '../../contract.ts';
import { words } from '../words.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  phone: 'phone',
  wecom: 'wecom',
  sms: 'chat',
  email: 'mail',
  visit: 'place',
};
export const channelIcon = (channel: string): IconName => ICONS[channel] ?? 'phone';

/** Three bars: how much she bought in the last year. */
export function ValueBars({ value }: { value: number }) {
  const t = useWords(words);
  const label = t(`value.v${value as 0 | 1 | 2 | 3}`);
  return (
    <span className="hx-value" role="img" aria-label={label} title={label}>
      {[1, 2, 3].map((bar) => (
        <i key={bar} className={bar <= value ? 'f' : undefined} />
      ))}
    </span>
  );
}

/** 超时 18 分, 10:40 前, 13:30, 11-26 周四; the end of what is finished. */
export function Due({ item, at, format }: { item: TaskItem; at: string | undefined; format: Format }) {
  const t = useWords(words);
  if (item.endedAt) return <span className="due">{format.time(item.endedAt)}</span>;
  if (item.state === 'snoozed')
    return <span className="due">{t('due.until', { time: format.when(item.snoozedUntil) })}</span>;
  if (item.lateness === 'late') {
    const late = at ? Date.parse(at) - Date.parse(item.dueAt) : 0;
    return <span className="due bad">{t('due.late', { span: format.duration(Math.max(late, 60_000)) })}</span>;
  }
  if (item.lateness === 'hour')
    return <span className="due warn">{t('due.before', { time: format.time(item.dueAt) })}</span>;
  return <span className="due">{item.lateness === 'today' ? format.time(item.dueAt) : format.date(item.dueAt)}</span>;
}

/** 种植术后关怀 · 第 3 天电话回访 */
export function useTaskLine(): (item: TaskItem) => string {
  const say = useSay();
  return (item) => (item.playbook ? `${say(item.playbook.name)} · ${say(item.title)}` : say(item.title));
}

/** Escalated, reminded, tried before: what makes it special, in words. */
export function useMarks(): (item: TaskItem, me: string | null | undefined) => string | null {
  const t = useWords(words);
  return (item, me) => {
    if (item.endedAt) return null;
    if (item.escalated) {
      const { to } = item.escalated;
      if (to && to.id === me) return t('marks.forAgent', { name: item.assignee?.name ?? t('history.nobody') });
      return to ? t('marks.escalated', { name: to.name }) : t('marks.escalatedNobody');
    }
    if (item.attempts > 0) return t('marks.again', { n: item.attempts + 1 });
    return item.remindedAt && item.state === 'open' ? t('marks.reminded') : null;
  };
}

export function QueueItem({
  item,
  at,
  format,
  me,
  chosen,
  choose,
}: {
  item: TaskItem;
  at: string | undefined;
  format: Format;
  me: string | null | undefined;
  chosen: boolean;
  choose: (taskId: string) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const line = useTaskLine();
  const mark = useMarks()(item, me);
  return (
    <li>
      <button
        type="button"
        className={chosen ? 'it on' : 'it'}
        aria-current={chosen ? 'true' : undefined}
        data-task={item.taskId}
        onClick={() => choose(item.taskId)}
      >
        <span className="nm">
          <span className="el">{item.customer.name ?? item.customer.phone ?? '—'}</span>
          <ValueBars value={item.customer.value} />
        </span>
        <Due item={item} at={at} format={format} />
        <span className="sc">
          <Icon name={channelIcon(item.channel)} size={14} />
          <span className="el">{line(item)}</span>
        </span>
        {mark ? <span className={item.escalated ? 'mk bad' : 'mk'}>{mark}</span> : null}
        {item.endedAt && item.result ? <span className="mk">{t(`results.${item.result as 'done'}`)}</span> : null}
        {chosen && item.because.length > 0 && !item.endedAt ? (
          <span className="why">
            {item.because.map((point) => (
              <span key={point.code} className="l">
                <span>{say(point.words)}</span>
                <b>{point.points > 0 ? `+${point.points}` : point.points}</b>
              </span>
            ))}
          </span>
        ) : null}
      </button>
    </li>
  );
}
