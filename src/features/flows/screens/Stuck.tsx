import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getFlowRun, listFlowRuns, listStuckRuns, mendRuns, type StuckRun } from '../contract.ts';
import { words } from './words.ts';

const MendSheet = lazy(() => import('./MendSheet.tsx'));

type How = 'retry' | 'skip' | 'stop';

export interface Asked {
  readonly how: Exclude<How, 'retry'>;
  readonly rows: readonly StuckRun[];
  readonly done: () => void;
}

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
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const mend = useAction(mendRuns, {
    changes: [listStuckRuns, listFlowRuns, getFlowRun],
    onDone: ({ mended, still, gone }, { body: { how } }) => {
      const parts = [
        t(how === 'stop' ? 'mend.stopped' : 'mend.done', { mended }),
        still > 0 ? t('mend.still', { still }) : null,
        gone > 0 ? t('mend.gone', { gone }) : null,
      ];
      setOutcome(format.list(parts.filter((part) => part !== null)));
    },
  });
  const carryOut = (how: How, rows: readonly StuckRun[], done: () => void) => {
    setAsked(null);
    setOutcome(null);
    mend.mutate({ body: { how, items: rows.map(({ runId, token }) => ({ runId, token })) } }, { onSuccess: done });
  };
  const mayMend = can('flows:write');
  const nameOf = (one: { flow: string; name: StuckRun['name'] }) => (one.name ? say(one.name) : one.flow);
  const flows = overview.data?.flows ?? [];
  return (
    <Page title={t('stuck.title')} tone="work">
      {outcome ? <Note tone="info">{outcome}</Note> : null}
      <ErrorNote error={mend.error} />
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
            ? [
                { key: 'retry', label: t('mend.retry'), run: (rows, done) => carryOut('retry', rows, done) },
                { key: 'skip', label: t('mend.skip'), run: (rows, done) => setAsked({ how: 'skip', rows, done }) },
                {
                  key: 'stop',
                  label: t('mend.stop'),
                  danger: true,
                  run: (rows, done) => setAsked({ how: 'stop', rows, done }),
                },
              ]
            : []
        }
        rowActions={
          mayMend
            ? (one) => (
                <Button
                  size="small"
                  icon="refresh"
                  disabled={mend.isPending}
                  onClick={() => carryOut('retry', [one], () => undefined)}
                >
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
      <Suspense fallback={null}>
        {asked ? (
          <MendSheet
            asked={asked}
            close={() => setAsked(null)}
            confirm={() => carryOut(asked.how, asked.rows, asked.done)}
          />
        ) : null}
      </Suspense>
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
