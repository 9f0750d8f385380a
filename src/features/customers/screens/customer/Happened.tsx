import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { type CustomerDetail, listContracts } from '../../contract.ts';
import { Contracts } from './Contracts.tsx';
import { Events } from './Events.tsx';
import { Orders } from './Orders.tsx';
import { words } from './words.ts';

const VIEWS = ['events', 'orders', 'contracts'] as const;
type View = (typeof VIEWS)[number];

/** What happened, her orders, her contracts. */
export function Happened({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const [view, setView] = useState<View>('events');
  const contracts = useEndpoint(listContracts, { query: { customer: customer.customerId } });
  const counts = {
    events: Object.values(customer.eventCounts).reduce((sum, n) => sum + n, 0),
    orders: customer.totals.orders + customer.totals.refunds + (customer.eventCounts.order_zero ?? 0),
    contracts: contracts.data?.items.length ?? 0,
  };
  const views = VIEWS.filter((one) => one !== 'contracts' || counts.contracts > 0);
  return (
    <section className="hx-section">
      <div className="views" role="tablist">
        {views.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === view} onClick={() => setView(one)}>
            {t(`views.${one}`)}
            <span className="t3">{format.number(counts[one])}</span>
          </button>
        ))}
      </div>
      {view === 'events' ? <Events customer={customer} /> : null}
      {view === 'orders' ? <Orders customer={customer} /> : null}
      {view === 'contracts' ? <Contracts rows={contracts.data?.items ?? []} /> : null}
    </section>
  );
}

/** On a phone: her orders, and below them her contracts if there are any. */
export function OrdersAndContracts({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const contracts = useEndpoint(listContracts, { query: { customer: customer.customerId } });
  const rows = contracts.data?.items ?? [];
  return (
    <>
      <Orders customer={customer} />
      {rows.length > 0 ? (
        <>
          <h2 className="also">{t('views.contracts')}</h2>
          <Contracts rows={rows} />
        </>
      ) : null}
    </>
  );
}
