import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page, type PageAction } from '../../../console/ui/Page.tsx';
import { Answered, EmptyState, ErrorNote } from '../../../console/ui/States.tsx';
import * as contract from '../contract.ts';
import { useResult } from './result.ts';
import { State } from './State.tsx';
import { useTypes } from './types.ts';
import { words } from './words.ts';

const DeliverySheet = lazy(() => import('./DeliverySheet.tsx'));
const WebhookSheet = lazy(() => import('./WebhookSheet.tsx'));
const Secret = lazy(() => import('./Secret.tsx'));
const Ask = lazy(() => import('./Ask.tsx'));

/** One address: what was told, what it answered, what waits; and what can be done with it. */
export default function Log() {
  const t = useWords(words);
  const to = usePath();
  const { webhook: id = '' } = useParams();
  const query = useEndpoint(contract.listWebhooks, {}, { every: 10_000 });
  const hook = query.data?.items.find((one) => one.webhookId === id);
  const crumbs = [{ label: 'Webhook', to: to('settings/webhooks') }];
  if (hook) return <Of hook={hook} crumbs={crumbs} />;
  return (
    <Page tone="work" title="…" crumbs={crumbs}>
      <Answered query={query}>{() => <EmptyState icon="search" title={t('empty')} />}</Answered>
    </Page>
  );
}

function Of({ hook, crumbs }: { hook: contract.Webhook; crumbs: { label: string; to: string }[] }) {
  const t = useWords(words);
  const can = useCan();
  const params = { webhook: hook.webhookId };
  const list = useListState({ filters: ['state'] });
  const state = contract.DELIVERY_STATES.find((one) => one === list.chosen.state?.[0]);
  const pages = usePages(contract.listDeliveries, { params, query: { state } }, (page) => page.items);
  const [open, setOpen] = useState<contract.Delivery | null>(null);
  const [doing, setDoing] = useState<'change' | 'rotate' | 'remove' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const changes = [contract.listWebhooks, contract.listDeliveries];
  const ping = useAction(contract.pingWebhook, { changes, onDone: () => setTimeout(pages.retry, 1500) });
  const turn = useAction(contract.updateWebhook, { changes });
  const actions: PageAction[] = can('webhooks:write')
    ? [
        { key: 'change', label: t('change'), onClick: () => setDoing('change') },
        { key: 'rotate', label: t('rotate'), onClick: () => setDoing('rotate') },
        {
          key: 'turn',
          label: t(hook.active ? 'switchOff' : 'switchOn'),
          onClick: () => turn.mutate({ params, body: { active: !hook.active } }),
          loading: turn.isPending,
        },
        { key: 'remove', label: t('remove'), danger: true, onClick: () => setDoing('remove') },
      ]
    : [];
  const result = useResult();
  const format = useFormat();
  const types = useTypes();
  const send = () => ping.mutate({ params });
  const primary = { key: 'ping', label: t('ping'), onClick: send, disabled: !hook.active, loading: ping.isPending };
  return (
    <Page
      tone="work"
      title={hook.name}
      crumbs={crumbs}
      tags={<State hook={hook} />}
      note={hook.url}
      actions={actions}
      {...(can('webhooks:write') ? { primary } : {})}
    >
      <ErrorNote error={ping.error ?? turn.error} />
      <DataTable
        name="webhook-log"
        columns={useColumns()}
        rowKey={(row) => row.deliveryId}
        list={list}
        filters={[
          {
            key: 'state',
            label: t('filter'),
            options: contract.DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        onOpen={setOpen}
        openKey={open?.deliveryId}
        card={(row) => (
          <RowCard
            title={types.nameOf(row.type)}
            right={t(`states.${row.state}`)}
            line={result(row)}
            note={format.when(row.createdAt)}
          />
        )}
        empty={
          <EmptyState
            icon="link"
            title={t('logEmpty')}
            hint={t('logEmptyHint')}
            action={can('webhooks:write') && hook.active ? <Button onClick={send}>{t('ping')}</Button> : null}
          />
        }
        twoLines
        {...pages}
      />
      <Suspense fallback={null}>
        {open ? <DeliverySheet hook={hook} deliveryId={open.deliveryId} close={() => setOpen(null)} /> : null}
        {doing === 'change' ? <WebhookSheet hook={hook} close={() => setDoing(null)} /> : null}
        {doing === 'rotate' || doing === 'remove' ? (
          <Ask
            hook={hook}
            what={doing}
            close={() => setDoing(null)}
            turned={(text) => {
              setDoing(null);
              setSecret(text);
            }}
          />
        ) : null}
        {secret ? <Secret name={hook.name} text={secret} close={() => setSecret(null)} /> : null}
      </Suspense>
    </Page>
  );
}

function useColumns(): readonly Column<contract.Delivery>[] {
  const t = useWords(words);
  const format = useFormat();
  const types = useTypes();
  const result = useResult();
  const tone = { sent: 'ok', failed: 'bad', waiting: 't2' } as const;
  return [
    { key: 'when', title: t('when'), width: 150, render: (row) => format.when(row.createdAt) },
    {
      key: 'type',
      title: t('type'),
      width: 220,
      render: (row) => <Two value={<span className="el">{types.nameOf(row.type)}</span>} under={row.type} />,
    },
    {
      key: 'result',
      title: t('result'),
      render: (row) => (
        <Two value={<span className={tone[row.state]}>{t(`states.${row.state}`)}</span>} under={result(row)} />
      ),
    },
    {
      key: 'tries',
      title: t('tries'),
      width: 160,
      render: (row) => (
        <Two
          value={t('triesOf', { count: row.attempts })}
          under={row.dueAt ? t('next', { when: format.when(row.dueAt) }) : null}
        />
      ),
    },
  ];
}
