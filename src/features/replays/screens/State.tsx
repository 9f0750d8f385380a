import { Link } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { Two } from '../../../console/table/Two.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import { type Tone, Tag } from '../../../console/ui/Tag.tsx';
import { getReplay, listReplays, type Replay, stopReplay } from '../contract.ts';
import { words } from './words.ts';

export const isGoing = (replay: Replay): boolean => replay.status === 'waiting' || replay.status === 'running';

const tones: Record<Replay['status'], Tone> = {
  waiting: 'neutral',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
  stopped: 'neutral',
};

/** A word while it stands still, a line while it moves. */
export function State({ replay }: { replay: Replay }) {
  const t = useWords(words);
  const format = useFormat();
  if (!isGoing(replay)) return <Tag tone={tones[replay.status]}>{t(`status.${replay.status}`)}</Tag>;
  return (
    <Progress
      part={replay.status === 'waiting' ? null : replay.progress}
      label={replay.at === null ? t('status.waiting') : t('list.at', { day: format.day(replay.at) })}
    />
  );
}

/** What came of it and where to look at it; while it goes, how to stop it. */
export function Result({ replay, current }: { replay: Replay; current: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const stop = useAction(stopReplay, { changes: [listReplays, getReplay] });
  if (isGoing(replay))
    return (
      <Button size="small" loading={stop.isPending} onClick={() => stop.mutate({ params: { id: replay.replayId } })}>
        {t('list.stop')}
      </Button>
    );
  if (replay.status === 'failed') return <span className="bad">{replay.error}</span>;
  const { days, fed } = replay.summary;
  const counts = [
    days === undefined ? '' : t('list.days', { count: format.number(days) }),
    fed === undefined ? '' : t('list.fed', { count: format.number(fed) }),
  ]
    .filter(Boolean)
    .join(' · ');
  if (!current) return <Two value={counts || '—'} under={t('list.overwritten')} />;
  const copy = `/w/${encodeURIComponent(replay.into)}`;
  return (
    <Two
      value={counts || '—'}
      under={
        <span className="row g12">
          <Link className="fw5" to={`${copy}/scorecards`}>
            {t('list.scorecards')}
          </Link>
          <Link to={`${copy}/playbooks`}>{t('list.open')}</Link>
        </span>
      }
    />
  );
}

export function ReplayCard({ replay, current }: { replay: Replay; current: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <>
      <RowCard
        title={t('list.range2', { from: replay.from, to: replay.to })}
        right={isGoing(replay) ? null : <State replay={replay} />}
        line={isGoing(replay) ? <State replay={replay} /> : null}
        note={`${replay.into} · ${format.when(replay.startedAt)}`}
      />
      <div className="hx-replay-result">
        <Result replay={replay} current={current} />
      </div>
    </>
  );
}
