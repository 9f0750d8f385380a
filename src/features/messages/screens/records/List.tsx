import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useAddress } from '../../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { useListState } from '../../../../console/table/listState.ts';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Page } from '../../../../console/ui/Page.tsx';
import { EmptyState, Note } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listPlaybooks } from '../../../playbooks/contract.ts';
import { ChannelKind } from '../../contract-definition.ts';
import { listMessages, type MessageLine } from '../../contract-records.ts';
import { MessageState } from '../../contract-states.ts';
import { useClock } from '../sandbox/useClock.ts';
import { CHANNEL_ICONS, reasonOf, STATE_TONES } from '../shared.ts';
import { words } from '../words.ts';
import './records.css';

const MessageSheet = lazy(() => import('./MessageSheet.tsx'));

/** 触达记录: everything that was to be told, how it ended, and why it was not. */
export default function List() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const [address, setAddress] = useAddress();
  const list = useListState({ filters: ['state', 'channel', 'playbook'] });
  const state = MessageState.safeParse(list.chosen['state']?.[0]).data;
  const channel = ChannelKind.safeParse(list.chosen['channel']?.[0]).data;
  const playbook = list.chosen['playbook']?.[0];
  const query = {
    ...(list.q ? { q: list.q } : {}),
    ...(state ? { state } : {}),
    ...(channel ? { channel } : {}),
    ...(playbook ? { playbook } : {}),
  };
  const pages = usePages(listMessages, { query }, (page) => page.items);
  const { state: _state, ...rest } = query;
  const counts = useEndpoint(listMessages, { query: { ...rest, limit: 1 } }).data?.counts ?? {};
  const playbooks = useEndpoint(listPlaybooks, {}, { staleTime: 60_000 });
  const columns = useColumns();
  const opened = address.get('message');
  const open = (id: string | null) =>
    setAddress((now) => {
      const next = new URLSearchParams(now);
      if (id) next.set('message', id);
      else next.delete('message');
      return next;
    });
  const bad = (counts['unknown'] ?? 0) + (counts['failed'] ?? 0);
  return (
    <Page title={t('list.title')} tone="work">
      <p className="t2 cjk">{t('list.lead')}</p>
      {bad > 0 ? (
        <Note tone="warn">
          {t('list.undelivered', { count: bad })}{' '}
          <Link to={to('messages/undelivered')}>{t('list.undeliveredLink')}</Link>
        </Note>
      ) : null}
      <DataTable
        name="messages"
        {...pages}
        list={list}
        columns={columns}
        rowKey={(row) => row.messageId}
        onOpen={(row) => open(row.messageId)}
        {...(opened ? { openKey: opened } : {})}
        search={{ placeholder: t('list.search') }}
        filters={[
          {
            key: 'state',
            label: t('list.state'),
            options: MessageState.options.map((value) => ({
              value,
              label: t(`state.${value}`),
              count: counts[value] ?? 0,
            })),
          },
          {
            key: 'channel',
            label: t('list.channel'),
            options: ChannelKind.options.map((value) => ({ value, label: t(`channel.${value}`) })),
          },
          {
            key: 'playbook',
            label: t('list.playbook'),
            options: (playbooks.data?.playbooks ?? []).map((one) => ({ value: one.key, label: say(one.name) })),
          },
        ]}
        card={(row) => <Card row={row} />}
        empty={
          <EmptyState
            icon="send"
            title={t('list.empty')}
            hint={t('list.emptyHint')}
            action={<Button to={to('sandbox')}>{t('box.title')}</Button>}
          />
        }
        twoLines
      />
      <Suspense fallback={null}>{opened ? <MessageSheet id={opened} close={() => open(null)} /> : null}</Suspense>
    </Page>
  );
}

function useColumns(): readonly Column<MessageLine>[] {
  const t = useWords(words);
  const say = useSay();
  const { format } = useClock();
  return [
    {
      key: 'customer',
      title: t('list.customer'),
      width: 150,
      render: (row) => <span className="fw5">{row.customer ?? t('box.customer')}</span>,
    },
    {
      key: 'message',
      title: t('list.message'),
      render: (row) => (
        <Two
          value={<span className="el">{row.preview ?? (row.name ? say(row.name) : row.key)}</span>}
          under={[row.playbookName ? say(row.playbookName) : row.playbook, row.name ? say(row.name) : row.key]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'channel',
      title: t('list.channel'),
      width: 150,
      render: (row) => (
        <Two
          value={
            <span className="row g6">
              <Icon name={CHANNEL_ICONS[row.channel]} size={14} />
              {t(`channel.${row.channel}`)}
              {row.adapter === 'sandbox' ? <Tag>{t('sandboxTag')}</Tag> : null}
            </span>
          }
          under={row.attempts > 1 ? t('list.attempts', { count: row.attempts }) : null}
        />
      ),
    },
    { key: 'state', title: t('list.state'), width: 220, render: (row) => <State row={row} /> },
    {
      key: 'when',
      title: t('list.when'),
      width: 120,
      align: 'right',
      render: (row) => <span className="nw">{format.when(row.at)}</span>,
    },
  ];
}

function State({ row }: { row: MessageLine }) {
  const t = useWords(words);
  const { format } = useClock();
  const why =
    row.reason && row.state !== 'delivered' && row.state !== 'read' ? t(reasonOf(row.channel, row.reason)) : null;
  const out = row.state === 'sent' || row.state === 'delivered' || row.state === 'read';
  const next = row.dueAt ? t(out ? 'list.elseAt' : 'list.dueAt', { time: format.when(row.dueAt) }) : null;
  return <Two value={<StateTag row={row} />} under={[why, next].filter(Boolean).join(' · ') || null} />;
}

function StateTag({ row }: { row: MessageLine }) {
  const t = useWords(words);
  if (row.closeReason === 'optOut') return <Tag tone="bad">{t('state.optedOut')}</Tag>;
  return <Tag tone={STATE_TONES[row.state]}>{t(`state.${row.state}`)}</Tag>;
}

function Card({ row }: { row: MessageLine }) {
  const t = useWords(words);
  const say = useSay();
  const { format } = useClock();
  return (
    <RowCard
      title={row.customer ?? t('box.customer')}
      tags={<StateTag row={row} />}
      right={format.when(row.at)}
      line={row.preview ?? (row.name ? say(row.name) : row.key)}
      note={[
        t(`channel.${row.channel}`),
        row.playbookName ? say(row.playbookName) : row.playbook,
        row.reason ? t(reasonOf(row.channel, row.reason)) : null,
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  );
}
