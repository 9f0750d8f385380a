import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { listPeople } from '../../../tasks/contract.ts';
import { assignConversation, type Conversation } from '../../contract.ts';
import { words } from '../words.ts';
import { CHANGES } from './useLines.ts';

/** Whose it is, and who else may have it. */
export function AssigneeMenu({ conversation, icon }: { conversation: Conversation; icon: boolean }) {
  const t = useWords(words);
  const people = useEndpoint(listPeople, {}, { staleTime: 300_000 });
  const assign = useAction(assignConversation, { changes: CHANGES });
  const { assignee, conversationId } = conversation;
  const me = people.data?.me ?? null;
  const give = (member: string | null) => assign.mutate({ params: { conversation: conversationId }, body: { member } });
  const others = (people.data?.people ?? []).filter(({ id }) => id !== assignee?.id && id !== me);
  return (
    <Menu
      align="end"
      width={224}
      groups={[
        ...(me !== null && assignee?.id !== me
          ? [{ items: [{ key: 'me', label: t('act.take'), icon: 'person' as const, onSelect: () => give(me) }] }]
          : []),
        {
          title: t('act.assign'),
          items: others.slice(0, 30).map(({ id, name }) => ({ key: id, label: name, onSelect: () => give(id) })),
        },
        ...(assignee ? [{ items: [{ key: 'none', label: t('act.release'), onSelect: () => give(null) }] }] : []),
      ]}
      trigger={(props) => (
        <button
          type="button"
          className={icon ? 'ib' : 'asg'}
          aria-label={`${t('side.assignee')} ${assignee?.name ?? t('nobody')}`}
          {...props}
        >
          {assignee ? (
            <Avatar name={assignee.name} size={icon ? 24 : 20} />
          ) : (
            <Icon name="team" size={icon ? 20 : 14} />
          )}
          {icon ? null : (
            <>
              <span className="el">{assignee?.name ?? t('nobody')}</span>
              <Icon name="down" size={14} />
            </>
          )}
        </button>
      )}
    />
  );
}
