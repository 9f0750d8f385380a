import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { advanceClock, getClock } from '../../../access/contract.ts';
import type { MessageDetail } from '../../contract-records.ts';
import type { PersonThread } from '../../contract-sandbox.ts';
import { Checks } from '../Checks.tsx';
import { Source } from '../Source.tsx';
import { words } from '../words.ts';
import { Story } from './Story.tsx';
import type { Acts } from './useActs.ts';
import type { Clock } from './useClock.ts';

export interface PanelProps {
  readonly thread: PersonThread;
  readonly query: {
    readonly data: MessageDetail | undefined;
    readonly error: unknown;
    readonly isPlaceholderData?: boolean;
    readonly refetch: () => unknown;
  };
  readonly clock: Clock;
  readonly acts: Acts;
  readonly mayAnswer: boolean;
  readonly hasLink: boolean;
  readonly focusReply: () => void;
}

/** How it went, acting in her place, why it may be sent, where the words come from. */
export function Panel(props: PanelProps) {
  return (
    <aside className="panel">
      <Answered
        query={props.query}
        skeleton={
          <div className="pad">
            <Skeleton lines={6} />
          </div>
        }
      >
        {(message) => <Inside {...props} message={message} />}
      </Answered>
    </aside>
  );
}

function Inside({
  thread,
  message,
  clock,
  acts,
  mayAnswer,
  hasLink,
  focusReply,
}: PanelProps & { message: MessageDetail }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const attempt = message.attemptsMade.findLast((each) => each.decision !== null);
  const result = attempt?.decision?.result;
  const why = result === 'refuse' ? t('why.no') : result === 'defer' ? t('why.wait') : t('why.title');
  return (
    <>
      <Section
        title={
          <Link to={to(`customers/${encodeURIComponent(thread.customerId)}`)} className="name">
            {thread.name ?? t('box.customer')}
          </Link>
        }
        extra={<span className="t2 nw">{thread.phone ? phoneText(thread.phone) : (thread.email ?? '')}</span>}
      >
        <p className="f12 t3 about">
          {message.playbookName ? say(message.playbookName) : message.playbook} v{message.version} ·{' '}
          {message.name ? say(message.name) : message.key} · {t(`purpose.${message.purpose}`)}
          {message.adapter === 'sandbox' ? <Tag>{t('sandboxTag')}</Tag> : null}
        </p>
        <Story message={message} customerId={thread.customerId} format={clock.format} />
      </Section>
      <Section title={t('act.title')}>
        {acts.allowed ? (
          <ActButtons {...{ acts, mayAnswer, hasLink, focusReply, clock }} />
        ) : (
          <p className="f12 t3">{t('act.noRight')}</p>
        )}
        <ErrorNote error={acts.error} />
      </Section>
      {attempt?.decision ? (
        <Section
          title={why}
          extra={<span className="f12 t3">{t('why.at', { time: clock.format.when(attempt.decision.at) })}</span>}
        >
          <Checks checks={attempt.decision.checks} format={clock.format} />
        </Section>
      ) : null}
      {attempt?.written ? (
        <Section
          title={t('from.title')}
          extra={
            <Link className="f12 fw5" to={to(`playbooks/${encodeURIComponent(message.playbook)}`)}>
              {message.key} v{message.version}
            </Link>
          }
        >
          <Source written={attempt.written} />
        </Section>
      ) : null}
    </>
  );
}

function ActButtons({
  acts,
  mayAnswer,
  hasLink,
  focusReply,
  clock,
}: Pick<PanelProps, 'acts' | 'mayAnswer' | 'hasLink' | 'focusReply' | 'clock'>) {
  const t = useWords(words);
  const can = useCan();
  const advance = useAction(advanceClock, { changes: [getClock] });
  const off = !mayAnswer || acts.busy;
  return (
    <div className="acts">
      <Button icon="send" disabled={off} onClick={focusReply}>
        {t('act.reply')}
      </Button>
      <Button icon="eye" disabled={!hasLink} onClick={acts.openLink}>
        {t('act.open')}
      </Button>
      <Button icon="check" disabled={off} onClick={acts.read}>
        {t('act.read')}
      </Button>
      <Button
        icon="clock"
        disabled={!clock.clock || clock.target !== null || !can('access:write')}
        loading={advance.isPending}
        onClick={() => advance.mutate({ body: { next: true } })}
      >
        {t('act.ignore')}
      </Button>
      <Button icon="warning" disabled={off} onClick={acts.angry}>
        {t('act.angry')}
      </Button>
      <Button icon="close" danger disabled={off} onClick={acts.out}>
        {t('act.out')}
      </Button>
    </div>
  );
}
