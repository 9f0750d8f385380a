import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listCustomerConversations } from '../../../inbox/contract.ts';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './words.ts';

/** Her conversations, one per channel; nothing where she has none. */
export function Talks({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const talks = useEndpoint(
    listCustomerConversations,
    { params: { customer: customer.customerId } },
    { enabled: can('inbox:read') },
  );
  const items = talks.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('talks')}>
      <ul className="why">
        {items.map((item) => (
          <li key={item.conversationId}>
            <Link className="row g8" to={to(`inbox/${item.conversationId}`)}>
              <Icon name="chat" />
              <span className="fw5 nw">{say(CHANNEL_WORDS[item.channel])}</span>
              {item.unread > 0 ? <Tag tone="accent">{t('talksUnread', { n: item.unread })}</Tag> : null}
              <span className="el grow t2">{item.last?.text ?? ''}</span>
              <span className="f12 t3 nw">{format.when(item.at)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
