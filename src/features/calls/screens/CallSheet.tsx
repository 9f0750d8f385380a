import { Link } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { type CallDetail, getCall } from '../contract.ts';
import { CallFlow, CallHead } from './CallBody.tsx';
import { Happened } from './Happened.tsx';
import { Recordings } from './Recordings.tsx';
import { words } from './words.ts';

/** One call beside the list; its own page says more. */
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
  return (
    <div className="col g16">
      <CallHead call={call} extra={<Link to={to(`calls/${call.callId}`)}>{t('page.whole_page')}</Link>} />
      <Recordings call={call} />
      {call.events.length > 0 ? <Happened call={call} /> : null}
      {call.flow.length > 0 ? (
        <section className="col g8">
          <h2>{t('page.flow')}</h2>
          <CallFlow call={call} />
        </section>
      ) : null}
    </div>
  );
}
