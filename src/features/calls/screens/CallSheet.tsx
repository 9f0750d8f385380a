import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { type CallDetail, getCall, hangUpCall, listCalls } from '../contract.ts';
import { Happened } from './Happened.tsx';
import { Recordings } from './Recordings.tsx';
import { CallTag, lengthOf, useResult } from './shared.tsx';
import { words } from './words.ts';
import './calls.css';

/** One call with everything that is known of it. */
export default function CallSheet({ id, close }: { id: string; close: () => void }) {
  const t = useWords(words);
  const query = useEndpoint(getCall, { params: { call: id } }, { every: 3000 });
  return (
    <Sheet open title={query.data?.customer ?? t('sheet')} close={close} width={480}>
      <Answered query={query}>{(call) => <Inside call={call} />}</Answered>
    </Sheet>
  );
}

function Inside({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const say = useResult();
  const hangUp = useAction(hangUpCall, { changes: [getCall, listCalls] });
  const about = [
    t(`kind.${call.kind}`),
    call.agent ? t('by', { name: call.agent }) : null,
    call.number,
    format.when(call.createdAt),
    lengthOf(call.seconds),
    say(call.result),
    call.attempt > 1 ? t('attempt', { n: call.attempt }) : null,
  ].filter(Boolean);
  return (
    <div className="col g16">
      <div className="row g8 wrap">
        <CallTag call={call} large />
        <span className="t2">{about.join(' · ')}</span>
      </div>
      <div className="row g16 f12">
        <Link to={to(`customers/${encodeURIComponent(call.customerId)}`)}>{t('page.customer')}</Link>
        {call.messageId ? <Link to={to(`messages?message=${call.messageId}`)}>{t('page.message')}</Link> : null}
        {call.taskId ? <Link to={to(`tasks/${call.taskId}`)}>{t('page.task')}</Link> : null}
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
      <Recordings call={call} />
      {call.events.length > 0 ? <Happened call={call} /> : null}
      {call.flow.length > 0 ? <Flow call={call} /> : null}
    </div>
  );
}

/** 说什么、按什么: the flow as it was when the call was placed. */
function Flow({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <section className="col g8">
      <h2>{t('page.flow')}</h2>
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
    </section>
  );
}
