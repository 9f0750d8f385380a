import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import type { Broadcast } from '../contract.ts';
import { reasonWords, STATE_WORDS } from '../contract-words.ts';
import { sentOf, sum, turnsOf } from './shared.ts';
import { words } from './words.ts';

/** How far it is: a line, then what became of the messages and why some were not sent. */
export function Running({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const format = useFormat();
  if (one.state === 'scheduled')
    return (
      <Card>
        <p className="cjk">{t('run.scheduled', { when: format.when(one.startsAt) })}</p>
      </Card>
    );
  const all = one.recipients - sum(one.refused);
  const turns = turnsOf(one);
  const left = all - one.written;
  const note =
    one.state === 'running' && left > 0
      ? t('run.left', { time: format.duration((left / one.perMinute) * 60_000) })
      : one.state === 'paused'
        ? t('run.paused')
        : one.state === 'stopped'
          ? t('run.stopped', { sent: format.number(sentOf(one)), rest: format.number(all - sentOf(one)) })
          : one.state === 'done'
            ? t('run.done')
            : undefined;
  const preparing = one.preparedAt === null;
  return (
    <Card>
      <div className="col g16">
        <Progress
          part={preparing ? (one.state === 'stopped' ? 0 : null) : all === 0 ? 1 : turns / all}
          label={
            preparing
              ? t('run.preparing', { count: format.number(one.recipients) })
              : t('run.progress', { done: format.number(turns), all: format.number(all) })
          }
          note={note}
        />
        <div className="hx-broadcast-two">
          <Counts one={one} />
          <Refused one={one} />
        </div>
      </div>
    </Card>
  );
}

const ORDER = [
  'answered',
  'read',
  'delivered',
  'sent',
  'waiting',
  'unknown',
  'failed',
  'refused',
  'cancelled',
] as const;

function Counts({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const lines = ORDER.flatMap((state) =>
    one.counts
      .filter((each) => each.state === state)
      .toSorted((a, b) => b.n - a.n)
      .map((each) => ({ ...each, key: `${state} ${each.reason}` })),
  );
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{t('run.became')}</h3>
      <ul className="hx-broadcast-counts">
        {lines.map(({ key, state, reason, n }) => (
          <li key={key}>
            <span>
              {say(STATE_WORDS[state])}
              {reason ? <span className="t3"> {say(reasonWords(reason))}</span> : null}
            </span>
            <b>{t('people', { count: format.number(n) })}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Refused({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const lines = Object.entries(one.refused).toSorted(([, a], [, b]) => b - a);
  if (lines.length === 0 && one.spared === 0) return null;
  return (
    <section>
      <h3>{t('run.refused')}</h3>
      <ul className="hx-broadcast-counts">
        {lines.map(([reason, n]) => (
          <li key={reason}>
            <span>{say(reasonWords(reason))}</span>
            <b>{t('people', { count: format.number(n) })}</b>
          </li>
        ))}
      </ul>
      {one.spared > 0 ? <p className="f12 t3">{t('run.spared', { count: format.number(one.spared) })}</p> : null}
    </section>
  );
}
