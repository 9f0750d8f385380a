import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { Line } from '../../contract.ts';
import { words } from '../words.ts';

const REASONS = ['optOut', 'address', 'window', 'channel', 'consent'] as const;

/** What she or we said. Her words are shown as they are: text, never markup. */
export function Bubble({ line, format }: { line: Line; format: Format }) {
  const t = useWords(words);
  const say = useSay();
  const isOurs = line.kind === 'out';
  const isBad = line.state === 'failed' || line.state === 'refused' || line.state === 'unknown';
  const by =
    line.by?.name ?? (line.playbook ? (line.playbook.name ? say(line.playbook.name) : t('thread.flow')) : null);
  return (
    <div className={isOurs ? 'say us' : 'say'} data-line={line.id}>
      <div className={line.playbook ? 'bubble flow' : 'bubble'}>
        {line.subject ? <b className="sub">{line.subject}</b> : null}
        {line.text ? <p>{line.text}</p> : null}
        {line.media.map(({ kind, name }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- what came with a message never changes
          <span key={at} className="t3 row g6">
            <Icon name="file" size={14} />
            {[t(`thread.media.${kind}`), name].filter(Boolean).join(' · ')}
          </span>
        ))}
      </div>
      <span className="meta">
        {isOurs && by ? <span className="el">{by}</span> : null}
        <time>{format.time(line.at)}</time>
        {isOurs && line.state ? (
          <span className={isBad ? 'bad row g4' : 'row g4'}>
            {isBad ? <Icon name="warning" size={14} /> : null}
            <State line={line} />
          </span>
        ) : null}
        {line.sandbox ? <span>{t('thread.sandbox')}</span> : null}
      </span>
      {line.said === 'optOut' ? <span className="sys">{t('thread.optOut')}</span> : null}
    </div>
  );
}

function State({ line }: { line: Line }) {
  const t = useWords(words);
  if (!line.state) return null;
  const reason = REASONS.find((each) => each === line.reason) ?? 'other';
  const why = t(`thread.reason.${reason}`);
  if (line.state === 'queued' && (line.reason === 'hours' || line.reason === 'frequency')) return t('thread.waits');
  return t(`thread.state.${line.state}`, { why });
}

/** What somebody did, between the lines. */
export function Entry({ line }: { line: Line }) {
  const t = useWords(words);
  const by = line.by?.name ?? '';
  const detail = line.detail ?? {};
  const to = detail['to'] ?? '';
  const action = line.action === 'assigned' && to === by ? 'took' : (line.action ?? 'closed');
  const phone = detail['phone'] ? phoneText(detail['phone']) : null;
  const what = [detail['name'], phone, detail['email']].filter(Boolean).join(' · ');
  return <p className="sys">{t(`thread.action.${action}`, { by, to, customer: detail['customer'] ?? '—', what })}</p>;
}
