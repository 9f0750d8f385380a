import { useState } from 'react';
import type { Format } from '../../../../console/format.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { countTasks, getTask, listTasks, snoozeTask, type TaskItem } from '../../contract.ts';
import { choicesAt, instantOf, localOf } from '../pick-time.ts';
import { useRoving } from '../../../../console/questions/useRoving.ts';
import { words } from '../words.ts';

/** Until when: a few moments that are chosen often, or one's own. */
export default function SnoozeSheet({
  item,
  at,
  format,
  close,
  done,
}: {
  item: TaskItem;
  at: string;
  format: Format;
  close: () => void;
  done: () => void;
}) {
  const t = useWords(words);
  const { zone } = useWorkspace();
  const now = Date.parse(at);
  const choices = choicesAt(now, zone);
  const [until, setUntil] = useState(choices[0]?.at ?? now);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const snooze = useAction(snoozeTask, { changes: [listTasks, countTasks, getTask], onDone: done });
  const values = choices.map((choice) => choice.at);
  const roving = useRoving(values, until, setUntil);
  const go = () =>
    snooze.mutate({
      params: { task: item.taskId },
      body: { until: new Date(until).toISOString(), asked, ...(reason.trim() ? { reason: reason.trim() } : {}) },
    });
  return (
    <Sheet
      open
      kind="dialog"
      width={440}
      title={t('snooze.title', { name: item.customer.name ?? '—' })}
      close={close}
      note={until > now ? null : <span className="bad">{t('snooze.past')}</span>}
      primary={{
        label: t('snooze.go', { when: format.when(until) }),
        onClick: go,
        loading: snooze.isPending,
        disabled: until <= now,
      }}
    >
      <form
        className="hx-sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (until > now) go();
        }}
      >
        <div
          className="hx-choices hx-times"
          role="radiogroup"
          aria-label={t('act.snooze')}
          onKeyDown={roving.onKeyDown}
        >
          {choices.map((choice) => (
            <button
              key={choice.key}
              type="button"
              role="radio"
              aria-checked={until === choice.at}
              tabIndex={roving.tabIndex(choice.at)}
              className={until === choice.at ? 'on' : undefined}
              // The first thing to decide in the dialog.
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened
              autoFocus={choice.at === choices[0]?.at}
              onClick={() => setUntil(choice.at)}
              onDoubleClick={go}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  go();
                }
              }}
            >
              <span className="grow">{t(`snooze.${choice.key}`)}</span>
              <span className="t3">{format.when(choice.at)}</span>
            </button>
          ))}
        </div>
        <label className="fl">
          <span className="lb">{t('snooze.own')}</span>
          <input
            type="datetime-local"
            className="hx-input"
            min={localOf(now, zone)}
            value={localOf(until, zone)}
            onChange={(event) => {
              if (event.target.value !== '') setUntil(instantOf(event.target.value, zone));
            }}
          />
        </label>
        <label className="fl">
          <span className="lb">{t('snooze.reason')}</span>
          <input
            className="hx-input"
            maxLength={300}
            value={reason}
            placeholder={t('snooze.reasonPlaceholder')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <label className="hx-check">
          <input type="checkbox" checked={asked} onChange={(event) => setAsked(event.target.checked)} />
          {t('snooze.asked')}
        </label>
        <ErrorNote error={snooze.error} />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
