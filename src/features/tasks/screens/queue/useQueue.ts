import { useEndpoint } from '../../../../console/query.ts';
import { countTasks, listTasks, type TaskItem } from '../../contract.ts';
import { usePending } from '../work/outbox.ts';

export type QueueTab = 'waiting' | 'snoozed' | 'done';

const NONE: readonly TaskItem[] = [];
const EVERY = 30_000;

/** The three lists of the workbench and the open pool. What is finished and only not sent yet is gone from the queue already. */
export function useQueue(tab: QueueTab) {
  const pending = usePending();
  const counts = useEndpoint(countTasks, {}, { every: EVERY });
  const waiting = useEndpoint(listTasks, { query: { view: 'mine', state: 'waiting' } }, { every: EVERY });
  const other = useEndpoint(
    listTasks,
    tab === 'done'
      ? { query: { view: 'mine', state: 'ended', today: 'true', limit: 300 } }
      : { query: { view: 'mine', state: 'snoozed' } },
    { enabled: tab !== 'waiting' },
  );
  const pool = useEndpoint(
    listTasks,
    { query: { view: 'pool' } },
    { enabled: (counts.data?.pool ?? 0) > 0, every: EVERY },
  );
  const gone = new Set(pending.map(({ taskId }) => taskId));
  const here = (items: readonly TaskItem[] | undefined) => items?.filter(({ taskId }) => !gone.has(taskId));
  const open = here(waiting.data?.items);
  return {
    at: waiting.data?.at,
    counts: counts.data,
    waiting: open,
    pool: (counts.data?.pool ?? 0) > 0 ? (pool.data?.items ?? NONE) : NONE,
    shown: tab === 'waiting' ? open : other.isPlaceholderData ? undefined : other.data?.items,
    error: tab === 'waiting' ? waiting.error : other.error,
    retry: () => void (tab === 'waiting' ? waiting.refetch() : other.refetch()),
  };
}
