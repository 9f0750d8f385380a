import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { usePath, useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useInvalidate } from '../../../../console/query.ts';
import { countTasks, getTask, listTasks } from '../../contract.ts';
import { words } from '../words.ts';
import { undoFinish, usePending, whenSent } from './outbox.ts';

/** What was just finished and can still be undone; what waits for the network; what was refused and why. */
export function Held() {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const workspace = useWorkspaceId();
  const invalidate = useInvalidate();
  const pending = usePending().filter((each) => each.workspace === workspace);
  useEffect(() => whenSent(() => void invalidate([listTasks, countTasks, getTask])), [invalidate]);
  if (pending.length === 0) return null;
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
      ) : null}
    </div>
  );
}
