import { useEffect } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { meKey } from '../../../console/me.ts';
import { queryClient, useAction, useEndpoint, useInvalidate } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getReplay, listReplays, type Replay, stopReplay } from '../contract.ts';
import { isGoing } from './State.tsx';
import { words } from './words.ts';

/** A replay on its way: how far, how to stop it, and where its scorecard will be. */
export function Going({ first, playbook, again }: { first: Replay; playbook: string | null; again: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const invalidate = useInvalidate();
  const query = useEndpoint(
    getReplay,
    { params: { id: first.replayId } },
    { every: (answer) => (answer === undefined || isGoing(answer as Replay) ? 1000 : false) },
  );
  const replay = query.data ?? first;
  const stop = useAction(stopReplay, { changes: [getReplay, listReplays] });
  const { status } = replay;
  useEffect(() => {
    if (status === 'waiting' || status === 'running') return;
    void invalidate([listReplays]);
    void queryClient.invalidateQueries({ queryKey: meKey });
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it ends
  }, [status]);
  const copy = `/w/${encodeURIComponent(replay.into)}`;
  const { days, fed } = replay.summary;
  const day = format.day(replay.at);
  const label = {
    waiting: t('sheet.waiting'),
    running: t('sheet.running', { day }),
    done: t('sheet.done', { days: format.number(days), fed: format.number(fed) }),
    failed: t('sheet.failed'),
    stopped: t('sheet.stopped', { day }),
  }[status];
  return (
    <div className="hx-form">
      <Progress
        part={status === 'waiting' ? null : replay.progress}
        label={label}
        note={isGoing(replay) ? t('sheet.leave') : t('list.range2', { from: replay.from, to: replay.to })}
        tone={status === 'failed' ? 'bad' : 'accent'}
      />
      {status === 'failed' && replay.error ? <Note tone="bad">{replay.error}</Note> : null}
      <ErrorNote error={query.error ?? stop.error} />
      <div className="row g8">
        {isGoing(replay) ? (
          <Button loading={stop.isPending} onClick={() => stop.mutate({ params: { id: replay.replayId } })}>
            {t('sheet.stop')}
          </Button>
        ) : null}
        {status === 'done' ? (
          <Button
            type="primary"
            icon="scorecard"
            to={playbook ? `${copy}/scorecards/${playbook}` : `${copy}/scorecards`}
          >
            {t('sheet.toScorecard')}
          </Button>
        ) : null}
        {isGoing(replay) ? null : <Button onClick={again}>{t('sheet.again')}</Button>}
      </div>
    </div>
  );
}
