import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { LineCall } from '../../../../console/ui/LineCall.tsx';
import { ScratchNote } from '../../../../console/ui/ScratchNote.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listMembers } from '../../../access/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { ownId } from '../ownId.ts';
import { Contact } from './Contact.tsx';
import { ClassTag } from './Classed.tsx';
import { daysBetween, useWorkspaceNow } from './now.ts';
import { words } from './words.ts';

/** Who she is in one look, and the five figures one asks first. */
export function Head({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const now = useWorkspaceNow();
  const members = useEndpoint(listMembers, {}, { enabled: can('access:read') && customer.ownerId !== null });
  const owner = members.data?.items.find((member) => member.id === customer.ownerId)?.name;
  const { totals, birthday, gender } = customer;
  const today = now ? format.isoDay(now) : null;
  const age = birthday && today ? yearsBetween(birthday, today) : null;
  const known = (['female', 'male', 'other'] as const).find((one) => one === gender);
  const about = [known ? t(`genders.${known}`) : null, age === null ? null : t('age', { count: age })].filter(Boolean);
  const { firstPurchaseAt: first, lastPurchaseAt: last } = totals;
  const silent = last && today ? daysBetween(format.isoDay(last), today) : null;
  const gap =
    first && last && totals.orders > 1
      ? Math.round(daysBetween(format.isoDay(first), format.isoDay(last)) / (totals.orders - 1))
      : null;
  const name = customer.name ?? customer.externalId;
  return (
    <header className="head">
      <ScratchNote />
      <div className="row g16 top-align">
        <Avatar name={name} size={40} />
        <div className="grow">
          <div className="row g8 wrap">
            <h1>{name}</h1>
            {about.length > 0 ? <span className="t2">{about.join(' · ')}</span> : null}
            <ClassTag customer={customer} />
            {customer.tags.slice(0, 6).map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </div>
          <div className="row wrap t2 contact">
            <Contact customer={customer} />
            {customer.phone ? <LineCall customer={customer.customerId} /> : null}
            {customer.name && ownId(customer.externalId) ? (
              <CopyButton text={customer.externalId} shown={customer.externalId} label={t('copyId')} />
            ) : null}
            {customer.city ? <span>{customer.city}</span> : null}
            <span>{customer.ownerId ? (owner ? t('owner', { name: owner }) : '') : t('nobody')}</span>
          </div>
        </div>
      </div>
      <dl className="figures">
        <Fact
          name={t('net')}
          value={totals.orders + totals.refunds > 0 ? format.money(totals.net) : t('none')}
          under={[
            totals.orders > 0 ? t('orders', { count: totals.orders }) : '',
            totals.refunds > 0 ? t('refunds', { count: totals.refunds }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        />
        <Fact
          name={t('last')}
          value={last ? format.date(last) : t('none')}
          under={
            silent === null
              ? ''
              : silent === 0
                ? t('today')
                : t('daysAgo', { count: silent, days: format.number(silent) })
          }
        />
        <Fact name={t('first')} value={first ? format.date(first) : t('none')} under="" />
        <Fact
          name={t('perOrder')}
          value={totals.orders > 0 ? format.money(totals.net / totals.orders) : '—'}
          under=""
        />
        <Fact
          name={t('rhythm')}
          value={gap === null ? '—' : t('days', { count: gap })}
          under={gap === null ? '' : t('rhythmNote')}
        />
      </dl>
    </header>
  );
}

function Fact({ name, value, under }: { name: string; value: string; under: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {under ? <span className="under">{under}</span> : null}
      </dd>
    </div>
  );
}

/** Whole years between two ISO days. */
function yearsBetween(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}
