import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useLocale } from '../../../../console/lib/settings.ts';
import type { Result, TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';
import { finishLater } from './outbox.ts';
import type { Work } from './useWork.ts';

/** Ends the task: what is wrong is marked and the first of it looked at; else it goes to the outbox and the next customer comes. */
export function useFinish(detail: TaskDetail, work: Work, onDone: () => void) {
  const t = useWords(words);
  const locale = useLocale();
  const { id: workspace } = useWorkspace();
  const [flaws, setFlaws] = useState<ReadonlyMap<string, string>>(new Map());
  const { task } = detail;
  const finish = (result: Result) => {
    const { content, followed } = work;
    if (result === 'done') {
      const found = new Map(work.flaws().map((flaw) => [flaw.question, flaw.words[locale]]));
      const open = followed ? followed.must.all - followed.must.done : 0;
      if (open > 0 && content.openReason.trim() === '') found.set('openReason', t('record.mustOpen', { n: open }));
      setFlaws(found);
      if (found.size > 0) {
        look([...found.keys()][0] ?? '');
        return;
      }
    }
    const next = content.next ? { at: content.next.at, title: content.next.title.trim() || t('record.next') } : null;
    finishLater({
      workspace,
      taskId: task.taskId,
      name: task.customer.name ?? '—',
      body: {
        result,
        answers: content.answers,
        said: content.said,
        ...(content.note.trim() ? { note: content.note.trim() } : {}),
        ...(content.openReason.trim() ? { openReason: content.openReason.trim() } : {}),
        ...(next ? { next } : {}),
      },
    });
    onDone();
  };
  return { finish, flaws };
}

/** Brings the first wrong answer into sight and puts the focus there. */
function look(question: string) {
  requestAnimationFrame(() => {
    const place = document.querySelector(
      question === 'openReason' ? '.hx-record [aria-invalid]' : `.hx-record [data-question="${CSS.escape(question)}"]`,
    );
    place?.scrollIntoView({ block: 'center' });
    const control = place?.matches('input') ? place : place?.querySelector('input, textarea, button');
    if (control instanceof HTMLElement) control.focus({ preventScroll: true });
  });
}
