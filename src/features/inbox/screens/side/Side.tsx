import { Link } from 'react-router';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Facts, Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import { listTasks } from '../../../tasks/contract.ts';
import type { ConversationDetail } from '../../contract.ts';
import { CHANNEL_ICONS } from '../who.ts';
import { words } from '../words.ts';
import { WhoIsIt } from './WhoIsIt.tsx';

/** Who she is, what is open for her, where else she writes. */
export function Side({ detail, go }: { detail: ConversationDetail; go: (id: string) => void }) {
  const t = useWords(words);
  return (
    <aside className="hx-side">
      {detail.customer ? (
        <>
          <Who customer={detail.customer} now={detail.now} />
          <Tasks customerId={detail.customer.customerId} now={detail.now} />
        </>
      ) : (
        <WhoIsIt detail={detail} go={go} />
      )}
      {detail.others.length > 0 ? (
        <Section title={t('side.others')}>
          <Others detail={detail} go={go} />
        </Section>
      ) : null}
    </aside>
  );
}

function Who({ customer, now }: { customer: NonNullable<ConversationDetail['customer']>; now: string }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormatAt(now);
  const name = customer.name ?? customer.externalId;
  const spent =
    customer.orders > 0
      ? `${format.money(customer.net)} · ${t('side.orders', { n: customer.orders })}`
      : t('side.never');
  return (
    <Section>
      <div className="row g12">
        <Avatar name={name} size={40} />
        <div className="grow">
          {customer.inScope ? (
            <Link className="name" to={to(`customers/${encodeURIComponent(customer.customerId)}`)}>
              {name}
            </Link>
          ) : (
            <b className="name">{name}</b>
          )}
          <div className="row g6 wrap">
            {customer.tags.slice(0, 6).map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </div>
        </div>
      </div>
      <Facts
        rows={[
          ...(customer.phone ? [[t('side.phone'), phoneText(customer.phone)] as const] : []),
          ...(customer.email ? [[t('side.email'), customer.email] as const] : []),
          ...(customer.city ? [[t('side.city'), customer.city] as const] : []),
          [t('side.owner'), customer.owner ?? '—'] as const,
          [t('side.spent'), spent] as const,
          ...(customer.lastPurchaseAt ? [[t('side.last'), format.date(customer.lastPurchaseAt)] as const] : []),
        ]}
      />
    </Section>
  );
}

function Tasks({ customerId, now }: { customerId: string; now: string }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormatAt(now);
  const tasks = useEndpoint(
    listTasks,
    { query: { view: 'all', state: 'waiting', customer: customerId, limit: 5 } },
    { enabled: can('tasks:read') },
  );
  if (!can('tasks:read')) return null;
  const items = tasks.data?.items ?? [];
  return (
    <Section
      title={t('side.tasks')}
      extra={
        can('tasks:write') ? (
          <Button size="small" icon="plus" to={to(`tasks/new?customer=${encodeURIComponent(customerId)}`)}>
            {t('side.newTask')}
          </Button>
        ) : null
      }
    >
      {tasks.data && items.length === 0 ? <p className="t3">{t('side.noTasks')}</p> : null}
      <ul className="links">
        {items.map((item) => (
          <li key={item.taskId}>
            <Link to={to(`tasks/${item.taskId}`)}>
              <Icon name="task" size={14} />
              <span className="el grow">{say(item.title)}</span>
              <span className={item.lateness === 'late' ? 'bad nw' : 't3 nw'}>{format.when(item.dueAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Others({ detail, go }: { detail: ConversationDetail; go: (id: string) => void }) {
  const say = useSay();
  const format = useFormatAt(detail.now);
  return (
    <ul className="links">
      {detail.others.map((other) => (
        <li key={other.conversationId}>
          <button type="button" onClick={() => go(other.conversationId)}>
            <Icon name={CHANNEL_ICONS[other.channel]} size={14} />
            <span className="nw">{say(CHANNEL_WORDS[other.channel])}</span>
            <span className="el grow t3">{other.last?.text ?? ''}</span>
            <span className="t3 nw">{format.when(other.at)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
