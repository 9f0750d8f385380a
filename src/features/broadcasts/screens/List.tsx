import { useActorName } from '../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { type Broadcast, BroadcastState, listBroadcasts } from '../contract.ts';
import { BROADCAST_STATE_WORDS } from '../contract-words.ts';
import { sentOf, STATE_TONES, sum } from './shared.ts';
import { words } from './words.ts';

/** 群发: one message to many, newest first. */
export default function List() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const list = useListState({ filters: ['state'] });
  const state = BroadcastState.safeParse(list.chosen['state']?.[0]).data;
  const pages = usePages(listBroadcasts, { query: { q: list.q, ...(state ? { state } : {}) } }, (page) => page.items);
  const columns = useColumns();
  const may = can('broadcasts:write');
  const add = { key: 'new', label: t('new'), icon: 'plus' as const, to: to('broadcasts/new') };
  const isEmpty = pages.rows?.length === 0 && !list.narrowed;
  return (
    <Page title={t('title')} tone="work" primary={may && !isEmpty ? add : undefined}>
      <DataTable
        name="broadcasts"
        {...pages}
        list={list}
        columns={columns}
        rowKey={(one) => one.broadcastId}
        href={(one) => to(`broadcasts/${one.broadcastId}`)}
        search={{ placeholder: t('list.search') }}
        filters={[
          {
            key: 'state',
            label: t('list.state'),
            options: BroadcastState.options.map((value) => ({ value, label: say(BROADCAST_STATE_WORDS[value]) })),
          },
        ]}
        card={(one) => <Card one={one} />}
        empty={
          <EmptyState
            icon="bell"
            title={t('list.empty')}
            hint={t('list.emptyHint')}
            action={
              may ? (
                <Button type="primary" icon="plus" to={add.to}>
                  {t('new')}
                </Button>
              ) : null
            }
          />
        }
        twoLines
      />
    </Page>
  );
}

export function StateTag({ state, large }: { state: BroadcastState; large?: boolean }) {
  const say = useSay();
  return (
    <Tag tone={STATE_TONES[state]} dot={state === 'running' || state === 'preparing'} {...(large ? { large } : {})}>
      {say(BROADCAST_STATE_WORDS[state])}
    </Tag>
  );
}

function useProgress(): (one: Broadcast) => { value: string; under: string | null } {
  const t = useWords(words);
  const format = useFormat();
  return (one) => {
    if (one.startedAt === null || one.preparedAt === null)
      return {
        value: one.estimate ? t('list.estimated', { count: format.number(one.estimate.reachable) }) : '—',
        under: null,
      };
    return {
      value: format.number(sentOf(one)),
      under: t('list.of', { count: format.number(one.recipients - sum(one.refused)) }),
    };
  };
}

function useWhen(): (one: Broadcast) => string {
  const t = useWords(words);
  const format = useFormat();
  return (one) =>
    one.startedAt
      ? format.when(one.startedAt)
      : one.startsAt
        ? t('list.startsAt', { when: format.when(one.startsAt) })
        : format.when(one.updatedAt);
}

function Card({ one }: { one: Broadcast }) {
  const { value, under } = useProgress()(one);
  return (
    <RowCard
      title={one.name}
      tags={<StateTag state={one.state} />}
      right={
        value === '—' ? null : (
          <>
            <b>{value}</b> {under ? <span className="t3">{under}</span> : null}
          </>
        )
      }
      line={useWhen()(one)}
    />
  );
}

function useColumns(): readonly Column<Broadcast>[] {
  const t = useWords(words);
  const actor = useActorName();
  const progress = useProgress();
  const when = useWhen();
  return [
    {
      key: 'name',
      title: t('list.name'),
      render: (one) => (
        <Two
          value={<span className="fw5 el">{one.name}</span>}
          under={`${t(`purpose.${one.purpose}`)} · ${one.audience.segmentName ?? (one.audience.condition ? t('editor.own') : t('run.everybody'))}`}
        />
      ),
    },
    { key: 'state', title: t('list.state'), width: 130, render: (one) => <StateTag state={one.state} /> },
    {
      key: 'progress',
      title: t('list.progress'),
      width: 150,
      align: 'right',
      render: (one) => <Two {...progress(one)} />,
    },
    {
      key: 'when',
      title: t('list.when'),
      width: 190,
      align: 'right',
      render: (one) => <Two value={when(one)} under={t('list.by', { who: actor(one.createdBy) })} />,
    },
  ];
}
