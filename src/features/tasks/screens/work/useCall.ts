import { useEffect, useState } from 'react';
import { useAction } from '../../../../console/query.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { usePhone } from '../../../../console/lib/media.ts';
import { dialTask, getTask, type TaskDetail } from '../../contract.ts';

export interface Call {
  readonly phone: string | null;
  /** Since when it goes on; milliseconds of this browser's clock. */
  readonly since: number | null;
  readonly seconds: number;
  readonly pending: boolean;
  readonly error: unknown;
  readonly toggle: () => void;
}

/**
 * A call: shows the number (on record), lets the device dial it, and counts the time. The talk itself runs on the phone beside it; null when
 * there is no number or the role may not see it.
 */
export function useCall(detail: TaskDetail, enabled: boolean): Call | null {
  const can = useCan();
  const phone = usePhone();
  const [since, setSince] = useState<number | null>(null);
  const [number, setNumber] = useState<string | null>(null);
  const [now, setNow] = useState(0);
  const dial = useAction(dialTask, {
    changes: [getTask],
    onDone: ({ phone: whole }) => {
      setNumber(whole);
      setSince(Date.now());
      setNow(Date.now());
      if (whole && phone) location.href = `tel:${whole}`;
    },
  });
  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [since]);
  const may = can('customers:contact') || can('customers:reveal');
  if (!enabled || !may || !detail.customer.phone) return null;
  return {
    phone: number,
    since,
    seconds: since === null ? 0 : Math.max(0, Math.round((now - since) / 1000)),
    pending: dial.isPending,
    error: dial.error,
    toggle: () => {
      if (since !== null) setSince(null);
      else if (!dial.isPending) dial.mutate({ params: { task: detail.task.taskId } });
    },
  };
}
