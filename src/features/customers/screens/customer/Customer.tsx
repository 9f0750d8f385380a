import { useState } from 'react';
import { useParams } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Page, WithPanel } from '../../../../console/ui/Page.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { type CustomerDetail, getCustomer } from '../../contract.ts';
import { Attributes } from './Attributes.tsx';
import { Classed } from './Classed.tsx';
import { Consents } from './Consents.tsx';
import { Contactable } from './Contactable.tsx';
import { Events } from './Events.tsx';
import { Flows } from './Flows.tsx';
import { Followed } from './Followed.tsx';
import { Happened, OrdersAndContracts } from './Happened.tsx';
import { Head } from './Head.tsx';
import { Profile } from './Profile.tsx';
import { Readers } from './Readers.tsx';
import { Said } from './Said.tsx';
import { Suits } from './Suits.tsx';
import { Surveys } from './Surveys.tsx';
import { Tags } from './Tags.tsx';
import { Talks } from './Talks.tsx';
import { Value } from './Value.tsx';
import { Why } from './Why.tsx';
import { words } from './words.ts';
import './customer.css';

/** Everything known about one customer: what she is worth, why she is in a playbook, what happened, who she is. */
export default function Customer() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const { customer: id = '' } = useParams();
  const query = useEndpoint(getCustomer, { params: { id } });
  const customer = query.data;
  return (
    <Page
      tone="work"
      fill
      title={customer ? (customer.name ?? customer.externalId) : '…'}
      crumbs={[{ label: t('customers'), to: to('customers') }]}
      actions={
        customer && can('tasks:write')
          ? [{ key: 'task', label: t('newTask'), icon: 'task', to: to(`tasks/new?customer=${encodeURIComponent(id)}`) }]
          : []
      }
    >
      <div className="hx-customer">
        <Answered query={query}>{(now) => <Record key={now.customerId} customer={now} />}</Answered>
      </div>
    </Page>
  );
}

const PARTS = ['overview', 'events', 'orders', 'profile'] as const;

function Record({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const phone = usePhone();
  const [part, setPart] = useState<(typeof PARTS)[number]>('overview');
  const who = (
    <>
      <Profile customer={customer} />
      <Tags customer={customer} />
      <Attributes customer={customer} />
      <Suits customer={customer} />
      <Contactable customer={customer} />
      <Consents customer={customer} />
      <Readers customer={customer} />
    </>
  );
  const worth = (
    <>
      <Classed customer={customer} />
      <Talks customer={customer} />
      <Said customer={customer} />
      <Surveys customer={customer} />
      <Followed customer={customer} />
      <Value customer={customer} />
      <Why customer={customer} />
      <Flows customer={customer} />
    </>
  );
  if (phone)
    return (
      <>
        <Head customer={customer} />
        <div className="parts" role="tablist">
          {PARTS.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={one === part} onClick={() => setPart(one)}>
              {t(`parts.${one}`)}
            </button>
          ))}
        </div>
        {part === 'overview' ? worth : null}
        {part === 'events' || part === 'orders' ? (
          <section className="hx-section">
            {part === 'events' ? <Events customer={customer} /> : <OrdersAndContracts customer={customer} />}
          </section>
        ) : null}
        {part === 'profile' ? who : null}
      </>
    );
  return (
    <WithPanel panel={who} width={352}>
      <Head customer={customer} />
      {worth}
      <Happened customer={customer} />
    </WithPanel>
  );
}
