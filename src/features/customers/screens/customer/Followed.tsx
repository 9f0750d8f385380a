import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon, type IconName } from '../../../../console/ui/Icon.tsx';
import { listMessages, type MessageLine } from '../../../messages/contract-records.ts';
import { listTasks, type TaskItem } from '../../../tasks/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './said-words.ts';

const ICONS: Partial<Record<MessageLine['channel'], IconName>> = {
  email: 'mail',
  wecom: 'wecom',
  wechat: 'wecom',
  voice: 'phone',
};

const SHOWN = 8;

interface Line {
  readonly key: string;
  readonly at: string;
  readonly icon: IconName;
  readonly name: string;
  readonly what: string;
  readonly state: string;
  readonly bad: boolean;
  readonly to: string;
}

/** Messages and tasks of this customer together, the latest first: what was tried, by whom, and how it ended. */
export function Followed({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const lineOf = useLines();
  const query = { customer: customer.customerId };
  const tasks = useEndpoint(
    listTasks,
    { query: { ...query, view: 'all', state: 'any' } },
    { enabled: can('tasks:read') },
  );
  const messages = useEndpoint(listMessages, { query }, { enabled: can('messages:read') });
  if (!can('tasks:read') && !can('messages:read')) return null;
  if (tasks.isLoading || messages.isLoading) return null;
  const lines = [
    ...(tasks.data?.items ?? []).map(lineOf.task),
    ...(messages.data?.items ?? []).map(lineOf.message),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <Section title={t('followed')}>
      {lines.length === 0 ? <p className="t3">{t('followedNone')}</p> : null}
      <ul className="followed">
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.key}>
            <Link to={line.to}>
              <time>{format.when(line.at)}</time>
              <Icon name={line.icon} />
              <span className="grow el">
                {line.name} <span className="t3">{line.what}</span>
              </span>
              <span className={line.bad ? 'warn nw' : 't2 nw'}>{line.state}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function useLines() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  return {
    task(item: TaskItem): Line {
      const who = item.escalated?.to
        ? t('escalated', { name: item.escalated.to.name })
        : [item.assignee?.name, t(`state.${item.state}`)].filter(Boolean).join(' ');
      return {
        key: item.taskId,
        at: item.endedAt ?? item.openedAt,
        icon: 'task',
        name: say(item.title),
        what: item.playbook ? say(item.playbook.name) : t('task'),
        state: who,
        bad: item.lateness === 'late' && item.endedAt === null,
        to: to(`tasks/${item.taskId}`),
      };
    },
    message(item: MessageLine): Line {
      return {
        key: item.messageId,
        at: item.at,
        icon: ICONS[item.channel] ?? 'chat',
        name: item.name ? say(item.name) : item.key,
        what: [t(`channel.${item.channel}`), item.playbookName ? say(item.playbookName) : item.playbook]
          .filter(Boolean)
          .join(' · '),
        state: t(`sent.${item.state}`),
        bad: item.state === 'failed' || item.state === 'refused' || item.state === 'unknown',
        to: to(`messages?customer=${encodeURIComponent(item.customerId)}&message=${item.messageId}`),
      };
    },
  };
}
