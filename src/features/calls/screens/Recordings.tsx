import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat, useWorkspaceId } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { type CallDetail, getCall, readRecordingAgain, type RecordingLine } from '../contract.ts';
import { lengthOf } from './shared.tsx';
import { words } from './words.ts';

export function Recordings({ call }: { call: CallDetail }) {
  const t = useWords(words);
  if (call.recordings.length === 0) return null;
  return (
    <section className="col g8">
      <h2>{t('page.recordings')}</h2>
      {call.sandbox ? null : <p className="f12 t3">{call.mayListen ? t('page.listening') : t('page.mayNot')}</p>}
      {call.recordings.map((each) => (
        <Recording key={each.record} call={call} recording={each} />
      ))}
    </section>
  );
}

function Recording({ call, recording }: { call: CallDetail; recording: RecordingLine }) {
  const { callId, mayListen } = call;
  const t = useWords(words);
  const format = useFormat();
  const workspace = useWorkspaceId() ?? '';
  const { record, seconds, kept, expiresAt, transcript, transcriptState, transcriptNote } = recording;
  const read = useAction(readRecordingAgain, { changes: [getCall] });
  return (
    <div className="col g6">
      <div className="row between f12">
        <span>
          {record === 0 ? t('page.whole') : t('page.left')} · {lengthOf(seconds)}
        </span>
        <span className="t3">
          {kept ? t('page.until', { day: format.day(expiresAt) }) : t(call.sandbox ? 'page.typed' : 'page.gone')}
        </span>
      </div>
      {kept && mayListen ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what was said stands below it where it was recognised
        <audio
          controls
          preload="none"
          src={`/api/w/${encodeURIComponent(workspace)}/calls/${callId}/recordings/${record}`}
        />
      ) : null}
      {transcript ? (
        <p className="cjk">
          <span className="f12 t3">{t('page.transcript')} </span>
          {transcript}
        </p>
      ) : null}
      {transcriptState === 'waiting' ? (
        <p className="f12 t3">{[t('page.waiting'), transcriptNote].filter(Boolean).join(' · ')}</p>
      ) : null}
      {transcriptState === 'failed' ? (
        <p className="f12 bad">{[t('page.failed'), transcriptNote].filter(Boolean).join(' · ')}</p>
      ) : null}
      {kept && mayListen && (transcriptState === 'failed' || (transcriptState === 'waiting' && transcriptNote)) ? (
        <div>
          <Button
            size="small"
            icon="refresh"
            loading={read.isPending}
            onClick={() => read.mutate({ params: { call: callId, record } })}
          >
            {t('page.again')}
          </Button>
          <ErrorNote error={read.error} />
        </div>
      ) : null}
    </div>
  );
}
