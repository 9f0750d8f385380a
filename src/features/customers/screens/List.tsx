import { lazy, Suspense, useState } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { addressOf } from '../../../console/lib/address.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, useMe, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listMembers } from '../../access/contract.ts';
import { type CustomerRow, exportCustomers, exportOrders, listCustomers, listTags } from '../contract.ts';
import { useClassOf } from './classes.tsx';
import { useCustomerColumns } from './columns.tsx';
import { CustomersPage } from './Frame.tsx';
import { ownId } from './ownId.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { TagList } from './TagList.tsx';
import { words } from './words.ts';

const CreateSheet = lazy(() => import('./CreateSheet.tsx'));
const BulkTagSheet = lazy(() => import('./BulkTagSheet.tsx'));

/** 客户. */
export default function List() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const workspace = useWorkspace();
  const [params, setParams] = useAddress();
  const list = useListState({ filters: ['tag', 'owner'] });
  const [tagging, setTagging] = useState<{ rows: readonly CustomerRow[]; done: () => void } | null>(null);
  const mayChange = can('customers:write');
  const query = { q: list.q, tag: list.chosen.tag?.[0], owner: list.chosen.owner?.[0] };
  const pages = usePages(listCustomers, { query }, (page) => page.items);
  const tags = useEndpoint(listTags, {});
  const members = useEndpoint(listMembers, {}, { enabled: can('access:read') });
  const owners = members.data?.items ?? [];
  const classOf = useClassOf(pages.rows);
  const columns = useCustomerColumns((id) => owners.find((member) => member.id === id)?.name, classOf);

  const setNew = (on: boolean) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (on) next.set('new', '1');
        else next.delete('new');
        return next;
      },
      { replace: true },
    );
  // In an empty workspace the next step is an import, not a customer made by hand.
  const isEmpty = pages.rows?.length === 0 && !list.narrowed;
  const add = { key: 'new', label: t('new'), icon: 'plus', onClick: () => setNew(true) } as const;
  const download = (endpoint: typeof exportCustomers) => location.assign(addressOf(endpoint, {}, workspace.id));

  return (
    <CustomersPage
      primary={mayChange && !isEmpty ? add : undefined}
      actions={[
        ...(mayChange && isEmpty ? [add] : []),
        ...(can('customers:export') && !isEmpty
          ? ([
              { key: 'csv', label: t('exportCustomers'), icon: 'download', onClick: () => download(exportCustomers) },
              { key: 'orders', label: t('exportOrders'), icon: 'download', onClick: () => download(exportOrders) },
            ] as const)
          : []),
      ]}
    >
      <DataTable
        name="customers"
        {...pages}
        list={list}
        columns={columns}
        rowKey={(row) => row.customerId}
        href={(row) => to(`customers/${encodeURIComponent(row.customerId)}`)}
        search={{ placeholder: t('search') }}
        filters={[
          ...(tags.data?.items.length
            ? [
                {
                  key: 'tag',
                  label: t('tag'),
                  options: tags.data.items.slice(0, 60).map(({ tag, customers }) => ({
                    value: tag,
                    label: tag,
                    count: customers,
                  })),
                },
              ]
            : []),
          ...(owners.length > 1
            ? [
                {
                  key: 'owner',
                  label: t('owner'),
                  options: owners.map((member) => ({ value: member.id, label: member.name })),
                },
              ]
            : []),
        ]}
        bulk={mayChange ? [{ key: 'tag', label: t('bulkTag'), run: (rows, done) => setTagging({ rows, done }) }] : []}
        card={(row) => (
          <RowCard
            title={row.name ?? row.externalId}
            tags={
              <>
                {classOf(row)}
                <TagList tags={row.tags} most={2} />
              </>
            }
            right={row.totals.orders > 0 ? format.money(row.totals.net) : undefined}
            line={
              row.totals.lastPurchaseAt
                ? t('cardLine', { count: row.totals.orders, last: format.date(row.totals.lastPurchaseAt) })
                : t('noOrder')
            }
            note={
              [row.phone ? phoneText(row.phone) : null, row.name ? ownId(row.externalId) : null]
                .filter(Boolean)
                .join(' · ') || undefined
            }
          />
        )}
        empty={<Empty />}
        twoLines
      />
      <Suspense fallback={null}>
        {params.get('new') === '1' ? <CreateSheet close={() => setNew(false)} /> : null}
        {tagging ? <BulkTagSheet {...tagging} close={() => setTagging(null)} /> : null}
      </Suspense>
    </CustomersPage>
  );
}

/** No customer at all: import some, or look at the demo company first. */
function Empty() {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const here = useWorkspace();
  const demo = useMe().workspaces.find((one) => one.kind === 'demo' && one.id !== here.id);
  return (
    <EmptyState
      icon="customers"
      title={t('empty')}
      hint={t('emptyHint')}
      action={
        <>
          {can('customers:import') ? (
            <Button type="primary" icon="upload" to={to('customers/import')}>
              {t('import')}
            </Button>
          ) : null}
          <Button to={demo ? `/w/${encodeURIComponent(demo.id)}/customers` : to('welcome')}>
            {demo ? t('demo', { name: demo.name }) : t('tryDemo')}
          </Button>
        </>
      }
    />
  );
}
