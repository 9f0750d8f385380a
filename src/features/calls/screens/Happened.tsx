import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { CallDetail, CallEventLine } from '../contract.ts';
import { words } from './words.ts';

/** What happened in it, in order. Steps that only lead on are left out. */
export function Happened({ call }: { call: CallDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const shown = call.events.filter(({ what }) => TOLD.includes(what));
  return (
    <section className="col g8">
      <h2>{t('page.happened')}</h2>
      <ol className="hx-call-story">
        {shown.map((event, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a log, in its order
          <li key={at} className={event.what === 'said' ? 'said' : ''}>
            <time className="f12 t3">{format.time(event.at)}</time>
            <Line event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const TOLD: readonly string[] = [
  'answered',
  'said',
  'chosen',
  'invalid',
  'silent',
  'gaveUp',
  'ignored',
  'optedOut',
  'transferred',
  'notTransferred',
  'messageLeft',
  'hungUp',
  'resumed',
  'over',
];

function Line({ event }: { event: CallEventLine }) {
  const t = useWords(words);
  const { what, detail } = event;
  if (what === 'said') return <span className="cjk t2">{detail}</span>;
  const key = detail ?? '';
  return <span className="fw5">{t(`happened.${what as 'chosen'}`, { key })}</span>;
}
