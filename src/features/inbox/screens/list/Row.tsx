import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import type { Conversation } from '../../contract.ts';
import { words } from '../words.ts';
import { CHANNEL_ICONS, useWho } from '../who.ts';

export interface RowProps {
  readonly item: Conversation;
  readonly now: string | undefined;
  readonly chosen: boolean;
  readonly choose: (id: string) => void;
  readonly showAssignee: boolean;
}

/** Who, when, the last line; unread in weight and number, waiting in words. */
export function Row({ item, now, chosen, choose, showAssignee }: RowProps) {
  const t = useWords(words);
  const say = useSay();
  const who = useWho()(item);
  const format = useFormatAt(now);
  const waits = item.waitingSince && now ? Date.parse(now) - Date.parse(item.waitingSince) : null;
  const isToday = now !== undefined && format.isoDay(item.at) === format.isoDay(now);
  return (
    <li>
      <button
        type="button"
        className={['it', chosen ? 'on' : '', item.unread > 0 ? 'unread' : ''].filter(Boolean).join(' ')}
        aria-current={chosen ? 'true' : undefined}
        data-id={item.conversationId}
        onClick={() => choose(item.conversationId)}
      >
        <Avatar name={who} size={32} />
        <span className="nm">
          <span className="el">{who}</span>
          <span className="ch" title={say(CHANNEL_WORDS[item.channel])}>
            <Icon name={CHANNEL_ICONS[item.channel]} size={14} />
          </span>
        </span>
        <time>{isToday ? format.time(item.at) : format.when(item.at)}</time>
        <span className="tx el">
          {item.last?.from === 'out' ? <span className="t3">{t('you')}</span> : null}
          {item.last?.text ?? ''}
        </span>
        {item.unread > 0 ? (
          <span className="n" aria-label={t('unread', { n: item.unread })}>
            {item.unread > 99 ? '99+' : item.unread}
          </span>
        ) : null}
        {waits !== null && waits >= 60_000 ? (
          <span className={waits > 3_600_000 ? 'wt bad' : 'wt'}>{t('waits', { span: format.duration(waits) })}</span>
        ) : null}
        {showAssignee && item.assignee ? <span className="as">{item.assignee.name}</span> : null}
      </button>
    </li>
  );
}
