import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { Tag, type Tone } from '../../../../console/ui/Tag.tsx';
import { type AttemptLine, getMessage, type MessageDetail } from '../../contract-records.ts';
import { listChannels } from '../../contract-settings.ts';
import type { DeliveryState } from '../../contract-states.ts';
import { Checks } from '../Checks.tsx';
import { Story } from '../sandbox/Story.tsx';
import { useClock } from '../sandbox/useClock.ts';
import { CHANNEL_ICONS, reasonOf, STATE_TONES } from '../shared.ts';
import { Source } from '../Source.tsx';
import { words } from '../words.ts';
import { Clicks } from './Clicks.tsx';
import './records.css';

/** One message with everything that is known of it. */
export default function MessageSheet({ id, close }: { id: string; close: () => void }) {
  const t = useWords(words);
  const query = useEndpoint(getMessage, { params: { message: id } }, { every: 5000 });
  return (
    <Sheet open title={query.data?.customer ?? t('list.sheet')} close={close} width={480}>
      <Answered query={query}>{(message) => <Inside message={message} />}</Answered>
    </Sheet>
  );
}

const TONES: Readonly<Partial<Record<DeliveryState, Tone>>> = {
  failed: 'bad',
  refused: 'warn',
  unknown: 'warn',
  read: 'ok',
};

function Inside({ message }: { message: MessageDetail }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { format } = useClock();
  return (
    <div className="col g16">
      <div className="row g8 wrap">
        <Tag tone={STATE_TONES[message.state]} large>
          {t(`state.${message.state}`)}
        </Tag>
        <span className="t2">
          {message.playbookName ? say(message.playbookName) : message.playbook} v{message.version} ·{' '}
          {message.name ? say(message.name) : message.key} · {t(`purpose.${message.purpose}`)}
        </span>
      </div>
      <div className="row g16 f12">
        <Link to={to(`customers/${encodeURIComponent(message.customerId)}`)}>{t('story.customer')}</Link>
        <Link to={to(`sandbox?person=${encodeURIComponent(message.customerId)}`)}>{t('box.title')}</Link>
      </div>
      {message.choice ? (
        <p className="t2">
          {t(`list.choice.${message.choice.by}`, {
            channel: t(`channel.${message.choice.channel}`),
            reached: message.choice.reached ?? 0,
            answered: message.choice.answered ?? 0,
          })}
        </p>
      ) : null}
      <section className="col g8">
        <h2>{t('story.title')}</h2>
        <Story message={message} customerId={message.customerId} format={format} />
      </section>
      <Clicks message={message.messageId} />
      <ol className="hx-attempts">
        {message.attemptsMade.map((attempt, at) => (
          <Attempt key={attempt.deliveryId} attempt={attempt} n={at + 1} />
        ))}
      </ol>
    </div>
  );
}

/** What carried it, as people call it. */
function useAdapterName(): (name: string) => string {
  const say = useSay();
  const channels = useEndpoint(listChannels, {}, { staleTime: 60_000 });
  return (name) => {
    const found = channels.data?.items.flatMap(({ adapters }) => adapters).find((each) => each.name === name);
    return found ? say(found.words) : name;
  };
}

function Attempt({ attempt, n }: { attempt: AttemptLine; n: number }) {
  const t = useWords(words);
  const adapter = useAdapterName();
  const { format } = useClock();
  return (
    <li>
      <header>
        <h3>
          <Icon name={CHANNEL_ICONS[attempt.channel]} size={14} />
          {t('list.attempt', { n })} · {t(`channel.${attempt.channel}`)}
        </h3>
        <Tag tone={TONES[attempt.state] ?? 'neutral'}>{t(`attempt.${attempt.state}`)}</Tag>
        {attempt.adapter ? (
          <Tag>{attempt.adapter === 'sandbox' ? t('sandboxTag') : adapter(attempt.adapter)}</Tag>
        ) : null}
      </header>
      {attempt.address ? <p className="f12 t3">{t('list.to', { address: phoneText(attempt.address) })}</p> : null}
      {attempt.reason ? <p className="t2">{t(reasonOf(attempt.channel, attempt.reason))}</p> : null}
      {attempt.state === 'accepted' && !attempt.receiptsPossible ? (
        <p className="f12 t3">{t('list.noReceipts')}</p>
      ) : null}
      {attempt.code || attempt.note ? (
        <p className="code">
          {attempt.code ? <code>{attempt.code} </code> : null}
          {attempt.note}
        </p>
      ) : null}
      {attempt.decision ? <Checks checks={attempt.decision.checks} format={format} /> : null}
      {attempt.written ? <Source written={attempt.written} /> : null}
      {attempt.receipts.length > 0 ? (
        <ul className="receipts">
          <li className="t3">{t('list.receipts')}</li>
          {attempt.receipts.map((receipt, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a log, in its order
            <li key={at}>
              <time>{format.when(receipt.at)}</time>
              <span>
                {t(`attempt.${receipt.status}`)}
                {receipt.moved ? '' : `（${t('list.stale')}）`}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
