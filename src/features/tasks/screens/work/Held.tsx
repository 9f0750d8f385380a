import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { usePath, useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useAction, useInvalidate } from '../../../../console/query.ts';
import { countTasks, getTask, listTasks, reopenTask } from '../../contract.ts';
import { words } from '../words.ts';
import { showSent, undoFinish, usePending, useSent, whenSent } from './outbox.ts';

/** What was just finished and can still be undone, or reopened; what waits for the network; what was refused and why. */
export function Held() {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const workspace = useWorkspaceId();
  const invalidate = useInvalidate();
  const sent = useSent();
  const reopen = useAction(reopenTask, {
    changes: [listTasks, countTasks, getTask],
    onDone: ({ task }) => {
      showSent(null);
      void navigate(to(`tasks/${task.taskId}`));
    },
  });
  const pending = usePending().filter((each) => each.workspace === workspace);
  useEffect(() => whenSent(() => void invalidate([listTasks, countTasks, getTask])), [invalidate]);
  const just = sent?.workspace === workspace ? sent : null;
  if (pending.length === 0 && !just) return null;
  const refused = pending.filter((each) => each.refused !== null);
  const last = pending.filter((each) => each.refused === null).at(-1);
  const waiting = pending.filter((each) => each.refused === null && each.tried).length;
  return (
    <div className="hx-held" role="status">
      {refused.map((each) => (
        <div key={each.taskId} className="one bad">
          <span className="grow">{t('finishing.refused', { name: each.name, why: each.refused ?? '' })}</span>
          <button
            type="button"
            className="hx-link"
            onClick={() => {
              undoFinish(each.taskId);
              void navigate(to(`tasks/${each.taskId}`));
            }}
          >
            {t('finishing.look')}
          </button>
          <button type="button" className="hx-link" onClick={() => undoFinish(each.taskId)}>
            {t('finishing.drop')}
          </button>
        </div>
      ))}
      {last && !last.tried ? (
        <div className="one">
          <span className="grow el">
            {t('finishing.held', { name: last.name, result: t(`results.${last.body.result}`) })}
          </span>
          <button
            type="button"
            className="hx-link"
            onClick={() => {
              undoFinish(last.taskId);
              void navigate(to(`tasks/${last.taskId}`));
            }}
          >
            {t('act.undo')}
          </button>
        </div>
      ) : waiting > 0 ? (
        <div className="one warn">{t('finishing.heldWaiting', { n: waiting })}</div>
      ) : just ? (
        <div className="one">
          <span className="grow el">
            {reopen.error?.message ??
              t('finishing.sent', { name: just.name, result: t(`results.${just.body.result}`) })}
          </span>
          <button
            type="button"
            className="hx-link"
            disabled={reopen.isPending}
            onClick={() => reopen.mutate({ params: { task: just.taskId }, body: {} })}
          >
            {t('act.reopen')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
