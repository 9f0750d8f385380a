import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Facts } from '../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { type CallDetail, getCall, hangUpCall, listCalls } from '../contract.ts';
import { CallTag, lengthOf, useResult } from './shared.tsx';
import { words } from './words.ts';
import './calls.css';

/** How it ended and what it was about. `extra`: a link to more. */
export function CallHead({ call, extra }: { call: CallDetail; extra?: ReactNode }) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const say = useResult();
  const hangUp = useAction(hangUpCall, { changes: [getCall, listCalls] });
  const about = [
    t(`kind.${call.kind}`),
    call.agent ? t('by', { name: call.agent }) : null,
    phoneText(call.number),
    format.when(call.createdAt),
    lengthOf(call.seconds),
    say(call.result),
    call.attempt > 1 ? t('attempt', { n: call.attempt }) : null,
  ].filter(Boolean);
  return (
    <>
      <div className="row g8 wrap">
        <CallTag call={call} large />
        <span className="t2 hx-call-about">
          {about.map((part, at) => (
            <span key={part}>
              {part}
              {at < about.length - 1 ? ' · ' : ''}
            </span>
          ))}
        </span>
      </div>
      <div className="row g16 wrap f12 hx-call-links">
        <Link to={to(`customers/${encodeURIComponent(call.customerId)}`)}>{t('page.customer')}</Link>
        {call.messageId ? <Link to={to(`messages?message=${call.messageId}`)}>{t('page.message')}</Link> : null}
        {call.taskId ? <Link to={to(`tasks/${call.taskId}`)}>{t('page.task')}</Link> : null}
        {extra}
      </div>
      {call.code && call.cause !== 'completed' ? (
        <p className="f12 t3">
          {t('page.code')} <code>{call.code}</code> {call.note}
        </p>
      ) : null}
      {call.state !== 'ended' && can('calls:make') ? (
        <div>
          <Button danger loading={hangUp.isPending} onClick={() => hangUp.mutate({ params: { call: call.callId } })}>
            {t('page.hangUp')}
          </Button>
          <ErrorNote error={hangUp.error} />
        </div>
      ) : null}
    </>
  );
}

/** When it was dialled, rang, was answered, ended; how it ended in the switch's own words. */
export function CallTimes({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const at = (moment: string | null): string => (moment === null ? '—' : format.time(moment));
  return (
    <Facts
      rows={[
        [t('times.dialled'), at(call.dialledAt)],
        [t('times.rang'), at(call.rangAt)],
        [t('times.answered'), at(call.answeredAt)],
        [t('times.ended'), at(call.endedAt)],
        [t('cause.label'), call.cause === null ? '—' : t(`cause.${call.cause}`)],
        [t('page.code'), [call.code, call.note].filter(Boolean).join(' · ') || '—'],
      ]}
    />
  );
}

/** Question by question, the key she pressed. */
export function CallKeys({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const say = useSay();
  const pressed = call.events.filter(({ what }) => what === 'chosen');
  if (pressed.length === 0) return <p className="t3">{t('noKeys')}</p>;
  return (
    <ol className="hx-call-flow">
      {pressed.map(({ node, detail, at }) => {
        const asked = call.flow.find(({ id }) => id === node)?.words;
        return (
          <li key={at + node}>
            <b>{detail}</b>
            <span className="cjk">{asked ? say(asked) : node}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** 说什么、按什么: the flow as it was when the call was placed. */
export function CallFlow({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <ol className="hx-call-flow">
      {call.flow
        .filter((step) => step.words !== null)
        .map((step) => (
          <li key={step.id}>
            <span className="f12 t3 nw">{t(`step.${step.kind}`)}</span>
            <span className="cjk">
              {step.words ? say(step.words) : null}
              {step.keys ? <span className="f12 t3"> {t('keys', { keys: step.keys })}</span> : null}
            </span>
          </li>
        ))}
    </ol>
  );
}
