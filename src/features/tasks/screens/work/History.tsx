import type { Format } from '../../../../console/format.ts';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import type { HistoryEntry, TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';

const KINDS = [
  'opened',
  'accepted',
  'reminded',
  'escalated',
  'snoozed',
  'woken',
  'transferred',
  'handedOver',
  'missed',
  'dialled',
  'finished',
  'cancelled',
  'reopened',
  'takenBack',
  'noted',
] as const;
type Kind = (typeof KINDS)[number];

/** The task's own story: who had it, what was put off, why. Folded away until asked for. */
export function History({ detail, format }: { detail: TaskDetail; format: Format }) {
  const t = useWords(words);
  const actor = useActorName();
  const line = useEntryLine(format);
  return (
    <details className="hx-history">
      <summary>
        {t('history.title')} <span className="t3">{detail.history.length}</span>
      </summary>
      <ol>
        {detail.history.map((entry, at) => (
          <li key={`${entry.at}-${at}`}>
            <time>{format.when(entry.at)}</time>
            <span>
              {line(entry)}
              {reasonOf(entry) ? <span className="t3"> · {reasonOf(entry)}</span> : null}
            </span>
            <span className="f12 t3 nw">{actor(entry.by)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const reasonOf = ({ detail }: HistoryEntry): string | null =>
  text(detail['reason']) ?? text(detail['note']) ?? text(detail['openReason']);

function useEntryLine(format: Format): (entry: HistoryEntry) => string {
  const t = useWords(words);
  return ({ kind, detail }) => {
    const known = KINDS.find((each) => each === kind) as Kind | undefined;
    if (!known) return kind;
    const until = text(detail['until']);
    const result = text(detail['result']);
    const because = text(detail['because']);
    const line = t(`history.${known}`, {
      from: text(detail['from']) ?? t('history.nobody'),
      to: text(detail['to']) ?? text(detail['team']) ?? t('history.nobody'),
      until: until ? format.when(until) : '',
      result: result ? t(`results.${result as 'done'}`) : '',
    });
    if (known !== 'opened') return line;
    const who = text(detail['assignee']) ?? t('history.nobody');
    return because ? `${line} · ${t(`because.${because as 'owner'}`)} ${who}` : `${line} · ${who}`;
  };
}
