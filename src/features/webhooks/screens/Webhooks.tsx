import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { SettingsPage } from '../../../console/shell/SettingsPage.tsx';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listWebhooks, type Webhook } from '../contract.ts';
import { State } from './State.tsx';
import { useTypes } from './types.ts';
import { words } from './words.ts';

const WebhookSheet = lazy(() => import('./WebhookSheet.tsx'));
const Secret = lazy(() => import('./Secret.tsx'));

/** 设置 › Webhook: whom we tell of what, and whether it arrives. */
export default function Webhooks() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const hooks = useEndpoint(listWebhooks, {});
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ name: string; text: string } | null>(null);
  const mayChange = can('webhooks:write');
  const add = mayChange ? { label: t('add'), onClick: () => setAdding(true) } : null;
  return (
    <SettingsPage {...(add ? { primary: { key: 'add', icon: 'plus', ...add } } : {})}>
      <DataTable
        name="webhooks"
        columns={useColumns()}
        rows={hooks.data?.items}
        rowKey={(hook) => hook.webhookId}
        href={(hook) => to(`settings/webhooks/${hook.webhookId}`)}
        card={(hook) => (
          <RowCard
            title={hook.name}
            tags={<State hook={hook} />}
            right={t('countsOf', { sent: format.number(hook.sent) })}
            line={hook.url}
            note={t('countsUnder', { failed: hook.failed, waiting: hook.waiting })}
          />
        )}
        empty={
          <EmptyState
            icon="link"
            title={t('empty')}
            hint={t('emptyHint')}
            action={add ? <Button onClick={add.onClick}>{add.label}</Button> : null}
          />
        }
        error={hooks.error}
        retry={() => void hooks.refetch()}
        twoLines
      />
      <Suspense fallback={null}>
        {adding ? (
          <WebhookSheet
            close={() => setAdding(false)}
            made={(name, text) => {
              setAdding(false);
              setSecret({ name, text });
            }}
          />
        ) : null}
        {secret ? <Secret {...secret} close={() => setSecret(null)} /> : null}
      </Suspense>
    </SettingsPage>
  );
}

function useColumns(): readonly Column<Webhook>[] {
  const t = useWords(words);
  const format = useFormat();
  const types = useTypes();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (hook) => (
        <Two value={<span className="fw5 el">{hook.name}</span>} under={<span className="el">{hook.url}</span>} />
      ),
    },
    {
      key: 'types',
      title: t('type'),
      width: 220,
      render: (hook) => <span className="el">{format.list(hook.types.map(types.nameOf))}</span>,
    },
    { key: 'state', title: t('state'), width: 190, render: (hook) => <State hook={hook} why /> },
    {
      key: 'counts',
      title: t('counts'),
      width: 150,
      align: 'right',
      render: (hook) => (
        <Two
          value={t('countsOf', { sent: format.number(hook.sent) })}
          under={t('countsUnder', { failed: format.number(hook.failed), waiting: format.number(hook.waiting) })}
        />
      ),
    },
    {
      key: 'last',
      title: t('last'),
      width: 140,
      render: (hook) => (hook.lastAt ? format.when(hook.lastAt) : <span className="t3">{t('never')}</span>),
    },
  ];
}
