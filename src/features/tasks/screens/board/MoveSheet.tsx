import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { assignTasks, countTasks, getBoard, listPeople, listTasks, type TaskItem } from '../../contract.ts';
import { type Picked, PersonPick } from '../sheets/PersonPick.tsx';
import { words } from './words.ts';

/** Some tasks to one person or team, with the reason. */
export default function MoveSheet({
  items,
  close,
  done,
}: {
  items: readonly TaskItem[];
  close: () => void;
  done: () => void;
}) {
  const t = useWords(words);
  const [to, setTo] = useState<Picked | null>(null);
  const [reason, setReason] = useState('');
  const move = useAction(assignTasks, { changes: [listTasks, getBoard, countTasks, listPeople], onDone: done });
  const ready = to !== null && reason.trim() !== '';
  const go = () => {
    if (!ready) return;
    move.mutate({
      body: {
        reason: reason.trim(),
        moves: items.map(({ taskId }) =>
          to.kind === 'member' ? { task: taskId, member: to.id } : { task: taskId, member: null, team: to.id },
        ),
      },
    });
  };
  return (
    <Sheet
      open
      kind="dialog"
      width={440}
      title={t('move.title', { n: items.length })}
      close={close}
      primary={{
        label: to ? t('move.go', { name: to.name, n: items.length }) : t('move.choose'),
        onClick: go,
        disabled: !ready,
        loading: move.isPending,
      }}
    >
      <form
        className="hx-sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <PersonPick picked={to} pick={setTo} />
        <label className="fl">
          <span className="lb">{t('move.reason')}</span>
          <input
            className="hx-input"
            maxLength={500}
            value={reason}
            placeholder={t('move.reasonPlaceholder')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <ErrorNote error={move.error} />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
