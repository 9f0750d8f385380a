import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import type { Contract } from '../../contract.ts';
import { words } from './words.ts';

/** Memberships, packages, policies: until when. */
export function Contracts({ rows }: { rows: readonly Contract[] }) {
  const t = useWords(words);
  const format = useFormat();
  const span = (one: Contract) =>
    t('until', { from: format.day(one.startsOn), to: one.endsOn ? format.day(one.endsOn) : t('openEnd') });
  const amount = (one: Contract) => (one.amount === null ? '—' : format.money(one.amount));
  return (
    <DataTable
      name="customer-contracts"
      columns={[
        {
          key: 'contract',
          title: t('contract'),
          render: (one) => <Two value={one.name ?? one.externalId} under={one.name ? one.externalId : null} />,
        },
        { key: 'at', title: t('at'), width: 240, render: span },
        { key: 'status', title: t('status'), width: 100, render: (one) => one.status ?? '—' },
        { key: 'amount', title: t('amount'), width: 120, align: 'right', render: amount },
      ]}
      rows={rows}
      rowKey={(one) => one.contractId}
      card={(one) => (
        <RowCard title={one.name ?? one.externalId} right={amount(one)} line={span(one)} note={one.status} />
      )}
      empty={<p className="t3">{t('noContracts')}</p>}
      twoLines
    />
  );
}
