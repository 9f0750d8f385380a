import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { countTasks, getTask, listPeople, listTasks, type TaskItem, transferTask } from '../../contract.ts';
import { words } from '../words.ts';
import { type Picked, PersonPick } from './PersonPick.tsx';

/** Hands the task to a colleague or lays it open for a team, with the reason she will read. */
export default function TransferSheet({ item, close, done }: { item: TaskItem; close: () => void; done: () => void }) {
  const t = useWords(words);
  const [to, setTo] = useState<Picked | null>(null);
  const [reason, setReason] = useState('');
  const transfer = useAction(transferTask, { changes: [listTasks, countTasks, getTask, listPeople], onDone: done });
  const ready = to !== null && reason.trim() !== '';
  const go = () => {
    if (!ready) return;
    transfer.mutate({ params: { task: item.taskId }, body: { [to.kind]: to.id, reason: reason.trim() } });
  };
  return (
    <Sheet
      open
      kind="dialog"
      width={440}
      title={t('transfer.title', { name: item.customer.name ?? '—' })}
      close={close}
      primary={{
        label: to ? t('transfer.go', { name: to.name }) : t('transfer.choose'),
        onClick: go,
        disabled: !ready,
        loading: transfer.isPending,
      }}
    >
      <form
        className="hx-sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <PersonPick picked={to} pick={setTo} {...(item.assignee ? { not: item.assignee.id } : {})} />
        <label className="fl">
          <span className="lb">{t('transfer.reason')}</span>
          <input
            className="hx-input"
            maxLength={500}
            value={reason}
            placeholder={t('transfer.reasonPlaceholder')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <ErrorNote error={transfer.error} />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
