import { useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listStuckRuns, type StuckRun } from '../contract.ts';
import { useMend } from './useMend.tsx';
import { words } from './words.ts';

/** 卡住的流程: who stands where, why, since when; and what to do about it. */
export default function Stuck() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const list = useListState({ filters: ['flow'] });
  const [params] = useSearchParams();
  const flow = params.get('flow') ?? undefined;
  const pages = usePages(listStuckRuns, { query: { flow, limit: 50 } }, (page) => page.items);
  const overview = useEndpoint(listStuckRuns, { query: { limit: 1 } });
  const { mend, busy, shown } = useMend();
  const mayMend = can('flows:write');
  const nameOf = (one: { flow: string; name: StuckRun['name'] }) => (one.name ? say(one.name) : one.flow);
  const flows = overview.data?.flows ?? [];
  return (
    <Page title={t('stuck.title')} tone="work">
      {shown}
      <DataTable
        name="stuck-runs"
        columns={useColumns(nameOf)}
        {...pages}
        rowKey={(one) => `${one.runId}/${one.token}`}
        list={list}
        filters={
          flows.length > 1 || flow !== undefined
            ? [
                {
                  key: 'flow',
                  label: t('stuck.flow'),
                  options: flows.map((one) => ({
                    value: one.flow,
                    label: nameOf(one),
                    count: format.number(one.stuck),
                  })),
                },
              ]
            : []
        }
        href={(one) => to(`customers/${one.customer.customerId}/flows/${one.runId}`)}
        bulk={
          mayMend
            ? (['retry', 'skip', 'stop'] as const).map((how) => ({
                key: how,
                label: t(`mend.${how}`),
                danger: how === 'stop',
                run: (rows: readonly StuckRun[], done: () => void) => mend(how, rows, done),
              }))
            : []
        }
        rowActions={
          mayMend
            ? (one) => (
                <Button size="small" icon="refresh" disabled={busy} onClick={() => mend('retry', [one])}>
                  {t('mend.retry')}
                </Button>
              )
            : undefined
        }
        card={(one) => (
          <RowCard
            title={one.customer.name ?? one.customer.externalId}
            right={<span className="t3">{format.when(one.since)}</span>}
            line={`${one.says} · ${nameOf(one)}`}
            note={one.error}
          />
        )}
        empty={<EmptyState icon="check" title={t('stuck.empty')} hint={t('stuck.emptyHint')} />}
        twoLines
      />
    </Page>
  );
}

function useColumns(nameOf: (one: StuckRun) => string): readonly Column<StuckRun>[] {
  const t = useWords(words);
  const format = useFormat();
  return [
    {
      key: 'customer',
      title: t('stuck.customer'),
      width: 190,
      render: ({ customer }) => (
        <Two
          value={<span className="fw5">{customer.name ?? customer.externalId}</span>}
          under={customer.name === null ? null : customer.externalId}
        />
      ),
    },
    {
      key: 'node',
      title: t('stuck.node'),
      width: 280,
      render: (one) => (
        <Two value={one.says} under={`${nameOf(one)} · ${t('run.version', { version: one.version })}`} />
      ),
    },
    {
      key: 'reason',
      title: t('stuck.reason'),
      render: (one) => (
        <Two
          value={<span title={one.error}>{one.error}</span>}
          under={one.tries > 1 ? t('stuck.tries', { count: one.tries }) : null}
        />
      ),
    },
    { key: 'since', title: t('stuck.since'), width: 132, align: 'right', render: (one) => format.when(one.since) },
  ];
}
