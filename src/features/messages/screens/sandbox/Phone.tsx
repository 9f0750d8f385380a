import {
  type ComponentType,
  type FormEvent,
  type PropsWithChildren,
  type ReactNode,
  type RefObject,
  Suspense,
  useState,
} from 'react';
import { partAt } from '../../../../console/features.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon, type IconName } from '../../../../console/ui/Icon.tsx';
import { ChannelKind } from '../../contract-definition.ts';
import type { MessageDetail } from '../../contract-records.ts';
import type { PersonThread, PhonePart } from '../../contract-sandbox.ts';
import { CHANNEL_ICONS, here, reasonOf, textOf } from '../shared.ts';
import { words } from '../words.ts';
import { Chat } from './Chat.tsx';
import { Mail } from './Mail.tsx';
import { quickIn } from './quick.ts';
import type { Acts } from './useActs.ts';
import './phone.css';
import type { Clock } from './useClock.ts';

export type PhoneTab = ChannelKind | 'h5';

/** Those that are always there; the others come when something was told on them. */
const USUAL: readonly PhoneTab[] = ['wecom', 'sms', 'email', 'h5'];
const TABS: readonly PhoneTab[] = ['wecom', 'wechat', 'sms', 'voice', 'web', 'email', 'h5'];

/** A room that carries a channel itself plays it here better than as words. */
const PARTS: Readonly<Partial<Record<PhoneTab, ComponentType<PropsWithChildren<PhonePart>> | null>>> =
  Object.fromEntries(TABS.map((tab) => [tab, partAt(`sandbox.${tab}`)]));

const iconOf = (tab: PhoneTab): IconName => (tab === 'h5' ? 'form' : CHANNEL_ICONS[tab]);

export interface PhoneProps {
  readonly thread: PersonThread;
  readonly tab: PhoneTab;
  readonly clock: Clock;
  /** The last link she got. */
  readonly link: string | null;
  readonly detail: MessageDetail | null;
  /** null: nobody may act in her place here. */
  readonly acts: Acts | null;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly chooseTab: (tab: PhoneTab) => void;
  readonly chooseMessage: (messageId: string) => void;
}

/** Each message exactly as the customer sees it, by channel. */
export function Phone(props: PhoneProps) {
  const { thread, tab, clock, link, detail, chooseTab } = props;
  const t = useWords(words);
  const counts = new Map<PhoneTab, number>();
  for (const bubble of thread.bubbles) counts.set(bubble.channel, (counts.get(bubble.channel) ?? 0) + 1);
  if (link) counts.set('h5', 1);
  // A call that nobody took is no bubble, and yet it came.
  const planned = new Set<PhoneTab>(detail?.plan.map(({ channel }) => channel));
  // Something there is to be taken, and is not yet: it rings.
  const waits = (key: PhoneTab) =>
    PARTS[key] && detail?.attemptsMade.some(({ channel, state }) => channel === key && state === 'accepted');
  const last = thread.bubbles.findLast((bubble) => bubble.from === 'us' && bubble.channel === tab);
  const shown = last?.state === 'refused';
  return (
    <section className="stage">
      <div className="tabs" role="tablist">
        {TABS.filter((key) => USUAL.includes(key) || counts.has(key) || planned.has(key) || key === tab).map((key) => (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={tab === key}
            className={counts.has(key) ? '' : 'none'}
            onClick={() => chooseTab(key)}
          >
            <Icon name={iconOf(key)} size={14} />
            {t(`channel.${key}`)}
            {key !== tab && waits(key) ? <i role="img" aria-label={t('box.waits')} /> : null}
          </button>
        ))}
      </div>
      <div className="phone">
        <div className={`glass ${tab}`}>
          <StatusBar time={clock.format.time(clock.clock ?? Date.now())} />
          <Inside {...props} />
          {tab !== 'h5' && !shown && !PARTS[tab] && thread.bubbles.some((bubble) => bubble.channel === tab) ? (
            <ReplyBar {...props} />
          ) : null}
        </div>
      </div>
      <p className="caption">
        {shown ? t('box.captionShown') : last?.sandbox === false ? t('box.captionReal') : t('box.caption')}
        {tab === 'h5' && link ? (
          <>
            {' · '}
            <a href={here(link)} target="_blank" rel="noreferrer">
              {t('box.newTab')}
            </a>
          </>
        ) : null}
      </p>
    </section>
  );
}

function Inside({ thread, tab, clock, link, detail, acts, chooseMessage }: PhoneProps): ReactNode {
  const t = useWords(words);
  if (tab === 'h5') {
    return link ? (
      <iframe className="page" src={here(link)} title={t('channel.h5')} />
    ) : (
      <p className="nothing">{t('box.noLink')}</p>
    );
  }
  const bubbles = thread.bubbles.filter((bubble) => bubble.channel === tab);
  const look = { bubbles, thread, format: clock.format, acts, chooseMessage };
  const inWords =
    bubbles.length === 0 ? (
      <p className="nothing">{waiting(detail, tab, clock, t) ?? t('box.nothing')}</p>
    ) : tab === 'email' ? (
      <Mail {...look} />
    ) : (
      <Chat {...look} channel={tab} />
    );
  // What was only shown beside real channels is words: nobody rang.
  const Part = bubbles.at(-1)?.state === 'refused' ? null : PARTS[tab];
  if (!Part) return inWords;
  return (
    <Suspense fallback={null}>
      <Part customerId={thread.customerId} company={thread.company} when={clock.format.when}>
        {inWords}
      </Part>
    </Suspense>
  );
}

/** Nothing has come: why not, and when it will. */
function waiting(
  detail: MessageDetail | null,
  tab: ChannelKind,
  clock: Clock,
  t: ReturnType<typeof useWords<(typeof words)['zh']>>,
): string | null {
  const attempt = detail?.attemptsMade.findLast((each) => each.channel === tab);
  const next = detail?.plan[detail.step + 1];
  if (!attempt && detail?.dueAt && !detail.closedAt && next?.channel === tab)
    return t('box.later', { time: clock.format.when(detail.dueAt) });
  if (!attempt?.reason) return null;
  const reason = t(reasonOf(attempt.channel, attempt.reason));
  return attempt.state === 'queued'
    ? t('box.notYetAt', { reason, time: clock.format.when(attempt.dueAt) })
    : t('box.notYet', { reason });
}

function ReplyBar({ thread, tab, acts, input, link }: PhoneProps) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const name = thread.name ?? t('box.customer');
  const last = thread.bubbles.findLast((bubble) => bubble.from === 'us' && bubble.channel === tab);
  // A menu is touched where it stands.
  const quick = last?.written?.choices ? [] : quickIn(textOf(last?.written?.text ?? []));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && acts) {
      acts.reply(text.trim());
      setText('');
    }
  };
  return (
    <>
      {acts && tab !== 'email' ? (
        <div className="quick">
          {quick.map(({ text: answer, label }) => (
            <button key={answer} type="button" disabled={acts.busy} onClick={() => acts.reply(answer)}>
              {label}
            </button>
          ))}
          {link ? (
            <button type="button" onClick={acts.openLink}>
              {t('box.openLink')}
            </button>
          ) : null}
          <button type="button" disabled={acts.busy} onClick={() => acts.reply('T')}>
            T
          </button>
        </div>
      ) : null}
      <form className="reply" onSubmit={submit}>
        <input
          ref={input}
          value={text}
          maxLength={1000}
          disabled={!acts}
          placeholder={t('box.replyAs', { name })}
          aria-label={t('box.replyAs', { name })}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" disabled={!acts || !text.trim()} aria-label={t('box.send')}>
          <Icon name="send" size={20} />
        </button>
      </form>
    </>
  );
}

function StatusBar({ time }: { time: string }) {
  return (
    <div className="status" aria-hidden="true">
      <span>{time}</span>
      <svg viewBox="0 0 60 12" fill="currentColor" width={60} height={12}>
        <rect x="0" y="7" width="3" height="5" rx="1" />
        <rect x="5" y="5" width="3" height="7" rx="1" />
        <rect x="10" y="2.5" width="3" height="9.5" rx="1" />
        <rect x="15" y="0" width="3" height="12" rx="1" />
        <rect x="34.5" y=".5" width="21" height="11" rx="3" fill="none" stroke="currentColor" opacity=".4" />
        <rect x="36" y="2" width="15" height="8" rx="2" />
      </svg>
    </div>
  );
}
