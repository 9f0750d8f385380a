import { Link } from 'react-router';
import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { LineCall } from '../../../../console/ui/LineCall.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { CustomerCard as Card, TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';
import { type Call, CallButton } from './CallButton.tsx';

/** Who she is: name, tags, number, owner; then the few facts that a talk needs. */
export function CustomerCard({ detail, format, call }: { detail: TaskDetail; format: Format; call: Call | null }) {
  const { customer } = detail;
  const name = customer.name ?? '—';
  return (
    <section className="hx-cust">
      <div className="row g12 top-align">
        <span className="face" aria-hidden="true">
          {Array.from(name)[0]}
        </span>
        <div className="grow">
          <div className="row g8 wrap">
            <Name customer={customer} />
            <Person customer={customer} />
            {customer.tags.slice(0, 4).map(({ tag, reason }) => (
              <span key={tag} title={reason ?? undefined}>
                <Tag>{tag}</Tag>
              </span>
            ))}
          </div>
          <Line customer={customer} />
        </div>
        {call ? <CallButton call={call} /> : null}
        {call ? <LineCall customer={customer.customerId} task={detail.task.taskId} /> : null}
      </div>
      <FactsRow customer={customer} format={format} />
    </section>
  );
}

function Name({ customer }: { customer: Card }) {
  const to = usePath();
  const name = customer.name ?? customer.phone ?? '—';
  if (!customer.inScope) return <b className="f16">{name}</b>;
  return (
    <Link className="f16 fw6 name" to={to(`customers/${customer.customerId}`)}>
      {name}
    </Link>
  );
}

export function Person({ customer }: { customer: Card }) {
  const t = useWords(words);
  const gender = customer.gender === 'female' || customer.gender === 'male' ? t(`card.${customer.gender}`) : null;
  const parts = [gender, customer.age === null ? null : t('card.age', { n: customer.age })].filter(Boolean);
  return parts.length > 0 ? <span className="t2 nw">{parts.join(' · ')}</span> : null;
}

export function useLine(): (customer: Card) => readonly string[] {
  const t = useWords(words);
  return (customer) => [
    customer.phone ? phoneText(customer.phone) : t('card.noPhone'),
    ...(customer.city ? [customer.city] : []),
    ...(customer.owner ? [t('card.owner', { name: customer.owner.name })] : []),
  ];
}

function Line({ customer }: { customer: Card }) {
  const line = useLine()(customer);
  return (
    <div className="line t2">
      {line.map((part, at) => (
        <span key={part}>
          {at > 0 ? <i>·</i> : null}
          {part}
        </span>
      ))}
    </div>
  );
}

/** Spent, last order, last rating, then what the workspace keeps of its own. */
export function useFacts(): (customer: Card, format: Format) => readonly (readonly [string, string])[] {
  const t = useWords(words);
  const say = useSay();
  return (customer, format) => {
    const { lastResponse: last } = customer;
    const score = last
      ? last.nps === null
        ? last.csat === null
          ? ''
          : t('card.stars', { n: last.csat })
        : `NPS ${last.nps}`
      : '';
    const own = customer.attributes.slice(0, 2).map(({ name, value }) => [say(name), value] as const);
    const spent =
      customer.orders > 0
        ? `${format.money(customer.net)} · ${t('card.orders', { n: customer.orders })}`
        : t('card.none');
    return [
      ...own,
      [t('card.spent'), spent] as const,
      ...(own.length < 2
        ? [[t('card.lastOrder'), customer.lastOrderAt ? format.date(customer.lastOrderAt) : t('card.none')] as const]
        : []),
      [
        t('card.lastResponse'),
        last ? [score, format.date(last.at)].filter(Boolean).join(' · ') : t('card.none'),
      ] as const,
    ];
  };
}

function FactsRow({ customer, format }: { customer: Card; format: Format }) {
  const facts = useFacts()(customer, format);
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
