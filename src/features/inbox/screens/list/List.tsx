import { useEffect, useRef } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { FindBox } from '../../../../console/ui/FindBox.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Bone, EmptyState, ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import { CHANNEL_WORDS, ChannelKind } from '../../../messages/contract-definition.ts';
import type { InboxList } from '../useInbox.ts';
import { type InboxAddress, TABS } from '../useInboxAddress.ts';
import { words } from '../words.ts';
import { CHANNEL_ICONS } from '../who.ts';
import { Row } from './Row.tsx';

export interface ListProps {
  readonly inbox: InboxList;
  readonly address: InboxAddress;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly search: React.RefObject<HTMLInputElement | null>;
}

export function List({ inbox, address, chosen, choose, search }: ListProps) {
  const t = useWords(words);
  const { tab, q, setTab, setQ } = address;
  const { counts, items } = inbox;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-id="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <section className="hx-inlist" aria-label={t('title')}>
      <header className="hd">
        <h1>{t('title')}</h1>
        <span className="grow" />
        <FindBox box={search} value={q} change={setQ} placeholder={t('searchShort')} label={t('search')} />
        <ChannelMenu address={address} />
      </header>
      <div className="tb" role="tablist">
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            className={tab === each ? 'on' : undefined}
            onClick={() => setTab(each)}
          >
            {t(`tabs.${each}`)} <span className="t3">{each === 'closed' ? '' : (counts?.[each] ?? '')}</span>
          </button>
        ))}
      </div>
      <div className="list" ref={list}>
        {items === undefined ? (
          inbox.error ? (
            <ErrorState error={inbox.error} retry={inbox.retry} />
          ) : (
            <Bones />
          )
        ) : items.length === 0 ? (
          <Nothing address={address} />
        ) : (
          <ul>
            {items.map((item) => (
              <Row
                key={item.conversationId}
                item={item}
                now={inbox.now}
                chosen={item.conversationId === chosen}
                choose={choose}
                showAssignee={tab !== 'mine'}
              />
            ))}
          </ul>
        )}
        {inbox.hasMore ? (
          <div className="more">
            <Button size="small" onClick={inbox.more}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function ChannelMenu({ address: { channel, setChannel } }: { address: InboxAddress }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <Menu
      align="end"
      groups={[
        {
          title: t('channel'),
          items: [
            { key: 'any', label: t('anyChannel'), checked: channel === null, onSelect: () => setChannel(null) },
            ...ChannelKind.options.map((kind) => ({
              key: kind,
              label: say(CHANNEL_WORDS[kind]),
              icon: CHANNEL_ICONS[kind],
              checked: channel === kind,
              onSelect: () => setChannel(kind),
            })),
          ],
        },
      ]}
      trigger={(props) => (
        <button
          type="button"
          className={channel ? 'ib on' : 'ib'}
          aria-label={channel ? `${t('channel')} ${say(CHANNEL_WORDS[channel])}` : t('channel')}
          title={channel ? say(CHANNEL_WORDS[channel]) : t('channel')}
          {...props}
        >
          <Icon name="filter" size={16} />
        </button>
      )}
    />
  );
}

function Nothing({ address: { tab, q, channel, clear } }: { address: InboxAddress }) {
  const t = useWords(words);
  const to = usePath();
  if (q !== '' || channel !== null)
    return <EmptyState icon="search" title={t('noMatch')} action={<Button onClick={clear}>{t('clear')}</Button>} />;
  return (
    <EmptyState
      icon="chat"
      title={t(`empty.${tab}`)}
      hint={t(`empty.${tab}Hint`)}
      action={tab === 'all' ? <Button to={to('sandbox')}>{t('empty.sandbox')}</Button> : undefined}
    />
  );
}

function Bones() {
  return (
    <Skeleton>
      {[0, 1, 2, 3, 4, 5].map((at) => (
        <div key={at} style={{ padding: '10px 16px', display: 'grid', gap: 8 }}>
          <Bone width={`${[34, 28, 40, 30, 36, 26][at]}%`} height={14} />
          <Bone width={`${[64, 72, 58, 70, 62, 54][at]}%`} />
        </div>
      ))}
    </Skeleton>
  );
}
