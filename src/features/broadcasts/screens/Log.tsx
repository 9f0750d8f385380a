import { useEffect, useRef } from 'react';
import { addressOf } from '../../../console/lib/address.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useCan, useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useInvalidate, usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Tag, type Tone } from '../../../console/ui/Tag.tsx';
import { CHANNEL_WORDS, ChannelKind } from '../../messages/contract-definition.ts';
import { MessageState } from '../../messages/contract-states.ts';
import type { Broadcast } from '../contract.ts';
import { downloadRecipients, listRecipients, type Recipient } from '../contract-recipients.ts';
import { reasonWords, STATE_WORDS } from '../contract-words.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<MessageState, Tone>> = {
  waiting: 'neutral',
  sent: 'neutral',
  delivered: 'neutral',
  read: 'neutral',
  answered: 'accent',
  unknown: 'warn',
  failed: 'bad',
  refused: 'warn',
  cancelled: 'neutral',
};

/** Each recipient: state, reason, channel, times, reply. */
export function Log({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const { id } = useWorkspace();
  const list = useListState({ filters: ['state', 'channel', 'reason'] });
  const state = MessageState.safeParse(list.chosen['state']?.[0]).data;
  const channel = ChannelKind.safeParse(list.chosen['channel']?.[0]).data;
  const reason = list.chosen['reason']?.[0];
  const params = { broadcast: one.broadcastId };
  const query = {
    q: list.q,
    ...(state ? { state } : {}),
    ...(channel ? { channel } : {}),
    ...(reason ? { reason } : {}),
  };
  const pages = usePages(listRecipients, { params, query }, (page) => page.items);
  const columns = useColumns();
  // The list follows the counts: when something has moved, it is read again.
  const refresh = useRef(useInvalidate());
  const moved = JSON.stringify([one.state, one.recipients, one.written, one.counts]);
  useEffect(() => {
    void refresh.current([listRecipients]);
  }, [moved]);
  const reasons = [...new Set([...Object.keys(one.refused), ...one.counts.flatMap((each) => each.reason ?? [])])];
  const download = () => location.assign(addressOf(downloadRecipients, { params, query }, id));
  return (
    <section className="hx-broadcast-log">
      <header className="row g8">
        <h2>{t('log.title')}</h2>
        <span className="grow" />
        {can('customers:export') ? (
          <Button size="small" icon="download" onClick={download}>
            {t('run.csv')}
          </Button>
        ) : null}
      </header>
      <DataTable
        name="broadcast-recipients"
        {...pages}
        list={list}
        columns={columns}
        rowKey={(row) => row.customerId}
        href={(row) => to(`customers/${encodeURIComponent(row.customerId)}`)}
        search={{ placeholder: t('log.search') }}
        filters={[
          {
            key: 'state',
            label: t('log.state'),
            options: MessageState.options.map((value) => ({ value, label: say(STATE_WORDS[value]) })),
          },
          {
            key: 'channel',
            label: t('log.channel'),
            options: one.plan.map((step) => ({ value: step.channel, label: say(CHANNEL_WORDS[step.channel]) })),
          },
          {
            key: 'reason',
            label: t('log.reason'),
            options: reasons.map((value) => ({ value, label: say(reasonWords(value)) })),
          },
        ]}
        card={(row) => <Card row={row} />}
        empty={<EmptyState icon="customers" title={t('log.empty')} hint={t('log.emptyHint')} />}
        twoLines
      />
    </section>
  );
}

function useMoment(): (row: Recipient) => string | null {
  const t = useWords(words);
  const format = useFormat();
  return (row) => {
    if (row.readAt) return t('log.readAt', { when: format.when(row.readAt) });
    if (row.deliveredAt) return t('log.deliveredAt', { when: format.when(row.deliveredAt) });
    if (row.sentAt) return t('log.sentAt', { when: format.when(row.sentAt) });
    return row.dueAt ? t('log.dueAt', { when: format.when(row.dueAt) }) : null;
  };
}

function StateOf({ row }: { row: Recipient }) {
  const say = useSay();
  return <Tag tone={TONES[row.state]}>{say(STATE_WORDS[row.state])}</Tag>;
}

function Card({ row }: { row: Recipient }) {
  const say = useSay();
  const moment = useMoment();
  return (
    <RowCard
      title={row.name ?? row.externalId}
      tags={<StateOf row={row} />}
      right={row.channel ? say(CHANNEL_WORDS[row.channel]) : null}
      line={row.reply ?? (row.reason ? say(reasonWords(row.reason)) : moment(row))}
    />
  );
}

function useColumns(): readonly Column<Recipient>[] {
  const t = useWords(words);
  const say = useSay();
  const moment = useMoment();
  return [
    {
      key: 'customer',
      title: t('log.customer'),
      render: (row) => (
        <Two
          value={<span className="fw5 el">{row.name ?? row.externalId}</span>}
          under={row.phone ? phoneText(row.phone) : row.externalId}
        />
      ),
    },
    {
      key: 'state',
      title: t('log.state'),
      width: 220,
      render: (row) => <Two value={<StateOf row={row} />} under={row.reason ? say(reasonWords(row.reason)) : null} />,
    },
    {
      key: 'channel',
      title: t('log.channel'),
      width: 100,
      render: (row) => (row.channel ? say(CHANNEL_WORDS[row.channel]) : <span className="t3">—</span>),
    },
    { key: 'reply', title: t('log.reply'), render: (row) => <span className="el">{row.reply ?? ''}</span> },
    {
      key: 'when',
      title: t('log.when'),
      width: 170,
      align: 'right',
      render: (row) => <span className="nw">{moment(row) ?? '—'}</span>,
    },
  ];
}
