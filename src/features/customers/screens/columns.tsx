import { type ReactNode, useMemo } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import type { CustomerRow } from '../contract.ts';
import { ownId } from './ownId.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { TagList } from './TagList.tsx';
import { words } from './words.ts';

/** Columns of the list; `ownerOf` names a member by id, `classOf` shows a customer's class. */
export function useCustomerColumns(
  ownerOf: (id: string) => string | undefined,
  classOf: (row: CustomerRow) => ReactNode,
): readonly Column<CustomerRow>[] {
  const t = useWords(words);
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'customer',
        title: t('customer'),
        width: 200,
        render: (row) => (
          <Two strong value={row.name ?? row.externalId} under={row.name ? ownId(row.externalId) : null} />
        ),
      },
      { key: 'phone', title: t('phone'), width: 140, render: (row) => (row.phone ? phoneText(row.phone) : <None />) },
      { key: 'class', title: t('class'), width: 96, render: (row) => classOf(row) ?? <None /> },
      { key: 'tags', title: t('tags'), render: (row) => <TagList tags={row.tags} /> },
      {
        key: 'orders',
        title: t('orders'),
        width: 96,
        align: 'right',
        render: ({ totals }) => (
          <Two
            value={totals.orders > 0 ? t('orderCount', { count: totals.orders }) : <None />}
            under={totals.refunds > 0 ? t('refundCount', { count: totals.refunds }) : null}
          />
        ),
      },
      {
        key: 'net',
        title: t('net'),
        width: 112,
        align: 'right',
        render: ({ totals }) => (totals.orders + totals.refunds > 0 ? format.money(totals.net) : <None />),
      },
      {
        key: 'last',
        title: t('last'),
        width: 120,
        align: 'right',
        render: ({ totals }) => (totals.lastPurchaseAt ? format.date(totals.lastPurchaseAt) : <None />),
      },
      {
        key: 'created',
        title: t('created'),
        width: 120,
        align: 'right',
        render: (row) => <span className="t2">{format.date(row.createdAt)}</span>,
      },
      { key: 'email', title: t('email'), width: 200, hidden: true, render: (row) => row.email ?? <None /> },
      { key: 'city', title: t('city'), width: 100, hidden: true, render: (row) => row.city ?? <None /> },
      {
        key: 'owner',
        title: t('owner'),
        width: 120,
        hidden: true,
        render: (row) => (row.ownerId ? (ownerOf(row.ownerId) ?? t('assigned')) : <None />),
      },
      {
        key: 'first',
        title: t('first'),
        width: 120,
        align: 'right',
        hidden: true,
        render: ({ totals }) => (totals.firstPurchaseAt ? format.date(totals.firstPurchaseAt) : <None />),
      },
    ],
    [t, format, ownerOf, classOf],
  );
}

const None = () => <span className="t3">—</span>;
