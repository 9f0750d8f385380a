import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import type { CustomerDetail, Order } from '../../contract.ts';
import { factsOf } from './facts.ts';
import { useOrders } from './orders.ts';
import { words } from './words.ts';

const STEP = 50;

/** Her orders, newest first; refunds in amber. */
export function Orders({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const { data, error, refetch } = useOrders(customer.customerId);
  const detail = (order: Order) => factsOf(order.detail, say, 4).join(' · ');
  // An id made from customer, time and amount says nothing to a person.
  const idOf = (order: Order) => (order.externalId.startsWith('auto_') ? '—' : order.externalId);
  const amount = (order: Order) => (
    <span className={order.amount < 0 ? 'warn' : undefined}>{format.money(order.amount)}</span>
  );
  const time = (order: Order) => `${format.date(order.at)} ${format.time(order.at)}`;
  return (
    <DataTable
      name="customer-orders"
      columns={[
        { key: 'at', title: t('at'), width: 176, render: time },
        {
          key: 'order',
          title: t('order'),
          render: (order) => <Two value={idOf(order)} under={detail(order) || null} />,
        },
        {
          key: 'status',
          title: t('status'),
          width: 120,
          render: (order) => order.status ?? <span className="t3">—</span>,
        },
        { key: 'amount', title: t('amount'), width: 120, align: 'right', render: amount },
      ]}
      rows={data?.orders.slice(0, shown)}
      rowKey={(order) => order.orderId}
      card={(order) => (
        <RowCard title={amount(order)} right={order.status} line={time(order)} note={detail(order) || undefined} />
      )}
      hasMore={(data?.orders.length ?? 0) > shown}
      more={() => setShown(shown + STEP)}
      error={error}
      retry={() => void refetch()}
      empty={<EmptyState icon="money" title={t('noOrders')} />}
      twoLines
    />
  );
}
