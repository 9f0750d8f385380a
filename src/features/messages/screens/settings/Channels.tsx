import { lazy, Suspense, useEffect, useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered, ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { ChannelKind } from '../../contract-definition.ts';
import { type Channel, listChannels, probeChannel } from '../../contract-settings.ts';
import { CHANNEL_ICONS, saidBy } from '../shared.ts';
import { words } from '../words.ts';
import { usePlainly } from './plainly.ts';
import './settings.css';

const ChannelSheet = lazy(() => import('./ChannelSheet.tsx'));
const TestSheet = lazy(() => import('./TestSheet.tsx'));
const RemoveSheet = lazy(() => import('./RemoveSheet.tsx'));

/** 设置 › 渠道: what carries each kind of channel. */
export default function Channels() {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(listChannels, {});
  const [open, setOpen] = useState<{ channel: ChannelKind; what: Asked } | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  /** Just saved: whether it works is asked at once. */
  const [fresh, setFresh] = useState<ChannelKind | null>(null);
  const close = () => setOpen(null);
  const chosen = query.data?.items.find((item) => item.channel === open?.channel);
  return (
    <SettingsPage {...(savedAt ? { note: t('channels.saved', { time: format.time(savedAt) }) } : {})}>
      <p className="t2 cjk hx-lead">{t('channels.lead')}</p>
      <Answered query={query}>
        {(data) => (
          <>
            {data.earnest ? null : <Note>{t('channels.practice')}</Note>}
            <ul className="hx-channels">
              {data.items.map((item) => (
                <Line
                  key={item.channel}
                  item={item}
                  earnest={data.earnest}
                  skipped={item.adapter === null && data.items.some(({ adapter }) => adapter !== null)}
                  fresh={fresh === item.channel}
                  open={(what) => setOpen({ channel: item.channel, what })}
                />
              ))}
            </ul>
          </>
        )}
      </Answered>
      <Suspense fallback={null}>
        {open?.what === 'settings' && chosen ? (
          <ChannelSheet
            channel={chosen}
            close={close}
            saved={() => {
              setSavedAt(Date.now());
              setFresh(chosen.channel);
              close();
            }}
          />
        ) : null}
        {open?.what === 'test' && chosen ? <TestSheet channel={chosen.channel} close={close} /> : null}
        {open?.what === 'remove' && chosen ? <RemoveSheet channel={chosen.channel} close={close} /> : null}
      </Suspense>
    </SettingsPage>
  );
}

type Asked = 'settings' | 'test' | 'remove';

/** What "reached" means on it. */
function meaningOf({ adapter, adapters }: Channel) {
  const chosen = adapters.find(({ name }) => name === adapter);
  if (!adapter) return 'channels.reachedSandbox';
  return chosen?.receipts === false ? 'channels.reachedAccepted' : 'channels.reachedDelivered';
}

function Line({
  item,
  earnest,
  skipped,
  fresh,
  open,
}: {
  item: Channel;
  earnest: boolean;
  /** Another channel is set up, so the sandbox stands in for none. */
  skipped: boolean;
  /** Was saved a moment ago. */
  fresh: boolean;
  open: (what: Asked) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const actor = useActorName();
  const can = useCan();
  const format = useFormat();
  const plainly = usePlainly();
  const probe = useAction(probeChannel);
  const { mutate } = probe;
  useEffect(() => {
    if (fresh) mutate({ params: { channel: item.channel } });
  }, [fresh, item.channel, item.updatedAt, mutate]);
  const host = item.settings['host'];
  const nameOf = (adapter: string) => {
    const found = item.adapters.find(({ name }) => name === adapter);
    return found ? say(found.words) : adapter;
  };
  const may = earnest && can('messages:configure');
  return (
    <li>
      <Icon name={CHANNEL_ICONS[item.channel]} size={20} />
      <div className="grow">
        <div className="row g8">
          <b>{t(`channel.${item.channel}`)}</b>
          <Tag tone={item.adapter ? 'ok' : 'neutral'}>
            {t(item.adapter ? 'channels.on' : skipped ? 'channels.skipped' : 'channels.sandbox')}
          </Tag>
        </div>
        <p className="f12 t3">
          {item.adapter
            ? [
                typeof host === 'string' ? host : nameOf(item.adapter),
                item.settings['from'],
                item.updatedBy
                  ? t('channels.by', { who: actor(item.updatedBy), time: format.when(item.updatedAt) })
                  : null,
              ]
                .filter(Boolean)
                .join(' · ')
            : item.adapters.length === 0
              ? t('channels.soon')
              : item.adapters.map((adapter) => say(adapter.words)).join(' / ')}
        </p>
        {skipped ? null : <p className="f12 t3">{t(meaningOf(item))}</p>}
        {item.unreadable ? <Note tone="bad">{t('channels.unreadable')}</Note> : null}
        {item.trouble ? (
          <Note tone="warn">
            {t('channels.trouble', {
              count: item.trouble.n,
              note: saidBy(item.trouble),
            })}
          </Note>
        ) : null}
        {probe.isPending ? <p className="f12 t3">{t('channels.probing')}</p> : null}
        {probe.data && !probe.isPending ? (
          <Note tone={probe.data.ok ? 'ok' : 'bad'}>
            {probe.data.ok ? t('channels.probeOk') : t('channels.probeBad', { note: plainly(probe.data.note) })}
          </Note>
        ) : null}
        <ErrorNote error={probe.error} />
      </div>
      {may && item.adapters.length > 0 ? (
        <div className="row g8 wrap end">
          {item.adapter ? (
            <>
              <Button
                size="small"
                loading={probe.isPending}
                onClick={() => probe.mutate({ params: { channel: item.channel } })}
              >
                {t('channels.probe')}
              </Button>
              {item.channel === 'web' ? null : (
                <Button size="small" onClick={() => open('test')}>
                  {t('channels.test')}
                </Button>
              )}
              <Button size="small" onClick={() => open('remove')}>
                {t('channels.remove')}
              </Button>
            </>
          ) : null}
          <Button size="small" onClick={() => open('settings')}>
            {t(item.adapter ? 'channels.change' : 'channels.setUp')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
