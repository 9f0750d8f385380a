import { useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Card } from '../../../console/ui/Card.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { type CallDetail, getCall } from '../contract.ts';
import { CallFlow, CallHead, CallKeys, CallTimes } from './CallBody.tsx';
import { Happened } from './Happened.tsx';
import { Recordings } from './Recordings.tsx';
import { words } from './words.ts';

/** One call at an address of its own: recording, words, what happened, keys, causes. */
export default function CallPage() {
  const t = useWords(words);
  const to = usePath();
  const { call: id = '' } = useParams();
  const query = useEndpoint(getCall, { params: { call: id } }, { every: (call) => (isOver(call) ? false : 3000) });
  return (
    <Page title={query.data?.customer ?? t('sheet')} crumbs={[{ label: t('title'), to: to('calls') }]}>
      <Answered query={query}>{(call) => <Parts call={call} />}</Answered>
    </Page>
  );
}

const isOver = (call: unknown): boolean => (call as CallDetail | undefined)?.state === 'ended';

function Parts({ call }: { call: CallDetail }) {
  const t = useWords(words);
  return (
    <div className="col g16">
      <CallHead call={call} />
      <div className={call.recordings.length + call.events.length > 0 ? 'hx-call-page' : 'hx-call-page alone'}>
        <div className="col g16">
          {call.recordings.length > 0 ? (
            <Card>
              <Recordings call={call} />
            </Card>
          ) : null}
          {call.events.length > 0 ? (
            <Card>
              <Happened call={call} />
            </Card>
          ) : null}
        </div>
        <div className="col g16">
          <Card title={t('times.label')}>
            <CallTimes call={call} />
          </Card>
          {call.flow.length > 0 ? (
            <>
              <Card title={t('pressed')}>
                <CallKeys call={call} />
              </Card>
              <Card title={t('page.flow')}>
                <CallFlow call={call} />
              </Card>
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}
