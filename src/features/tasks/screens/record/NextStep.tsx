import { useWords } from '../../../../console/lib/i18n.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { TaskDetail } from '../../contract.ts';
import { dayAfter, instantOf, localOf } from '../pick-time.ts';
import { words } from '../words.ts';
import type { Work } from '../work/useWork.ts';

/** A follow-up: when and what. Opens a task of its own when this one is finished. */
export function NextStep({ detail, work, disabled }: { detail: TaskDetail; work: Work; disabled: boolean }) {
  const t = useWords(words);
  const { zone } = useWorkspace();
  const { next } = work.content;
  const now = Date.parse(detail.at);
  if (!next)
    return disabled ? null : (
      <div className="fl">
        <div className="lb">{t('record.next')}</div>
        <button
          type="button"
          className="hx-add"
          onClick={() =>
            work.change({
              next: { at: new Date(instantOf(`${dayAfter(now, 1, zone)}T10:00`, zone)).toISOString(), title: '' },
            })
          }
        >
          <Icon name="calendar" size={14} />
          {t('record.nextAdd')}
        </button>
      </div>
    );
  return (
    <div className="fl">
      <div className="lb">
        <span>{t('record.next')}</span>
        <span className="grow" />
        {disabled ? null : (
          <button type="button" className="hx-link f12" onClick={() => work.change({ next: null })}>
            {t('record.nextRemove')}
          </button>
        )}
      </div>
      <div className="next">
        <input
          type="datetime-local"
          className="hx-input"
          aria-label={t('record.nextWhen')}
          min={localOf(now, zone)}
          value={localOf(Date.parse(next.at), zone)}
          disabled={disabled}
          onChange={(event) => {
            if (event.target.value === '') return;
            work.change({ next: { ...next, at: new Date(instantOf(event.target.value, zone)).toISOString() } });
          }}
        />
        <input
          className="hx-input"
          maxLength={200}
          placeholder={t('record.nextWhat')}
          aria-label={t('record.nextWhat')}
          value={next.title}
          disabled={disabled}
          onChange={(event) => work.change({ next: { ...next, title: event.target.value } })}
        />
      </div>
    </div>
  );
}
