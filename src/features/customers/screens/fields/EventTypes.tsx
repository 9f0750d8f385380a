import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import { EmptyState, Note } from '../../../../console/ui/States.tsx';
import { type EventTypeRow, listEventTypes, listRefusals } from '../../../events/contract.ts';
import { CustomersPage } from '../Frame.tsx';
import { words } from './words.ts';

const EventTypeSheet = lazy(() => import('./EventTypeSheet.tsx'));

/** 客户 › 行为类型: what happens to customers, counted; each type can be named. */
export default function EventTypes() {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const types = useEndpoint(listEventTypes, {});
  const refusals = useEndpoint(listRefusals, {});
  const [open, setOpen] = useState<EventTypeRow | null>(null);
  const refused = refusals.data?.items.length ?? 0;
  const amount = (row: EventTypeRow) => (row.amount === 0 ? <span className="t3">—</span> : format.money(row.amount));
  return (
    <CustomersPage>
      {refused > 0 ? <Note tone="warn">{t('events.refused', { count: refused })}</Note> : null}
      <DataTable
        name="event-types"
        columns={[
          {
            key: 'type',
            title: t('events.title'),
            render: (row) => (
              <Two strong value={say(row.words)} under={say(row.words) === row.type ? null : row.type} />
            ),
          },
          {
            key: 'events',
            title: t('events.events'),
            width: 120,
            align: 'right',
            render: (row) => format.number(row.events),
          },
          {
            key: 'customers',
            title: t('events.customers'),
            width: 120,
            align: 'right',
            render: (row) => format.number(row.customers),
          },
          { key: 'amount', title: t('events.amount'), width: 160, align: 'right', render: amount },
          {
            key: 'last',
            title: t('events.last'),
            width: 160,
            align: 'right',
            render: (row) => format.when(row.lastAt),
          },
        ]}
        rows={types.data?.items}
        rowKey={(row) => row.type}
        onOpen={setOpen}
        openKey={open?.type}
        card={(row) => (
          <RowCard
            title={say(row.words)}
            right={format.number(row.events)}
            line={row.amount === 0 ? undefined : format.money(row.amount)}
            note={`${row.type} · ${format.when(row.lastAt)}`}
          />
        )}
        empty={<EmptyState icon="bolt" title={t('events.empty')} hint={t('events.emptyHint')} />}
        error={types.error}
        retry={() => void types.refetch()}
        twoLines
      />
      {types.data?.items.length ? <Note>{t('events.lead')}</Note> : null}
      <Suspense fallback={null}>
        {open ? <EventTypeSheet key={open.type} row={open} close={() => setOpen(null)} /> : null}
      </Suspense>
    </CustomersPage>
  );
}
