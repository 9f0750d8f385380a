import { type AnyResult, RESULT_ORDER } from './order.ts';
import type { QueueTab } from './useQueue.ts';
import { useAddress } from '../../../../console/lib/useAddress.ts';

const TABS: readonly QueueTab[] = ['waiting', 'snoozed', 'done'];

/** Which tab and which text, kept in the address. */
export function useQueueAddress() {
  const [params, setParams] = useAddress();
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'waiting';
  const result = RESULT_ORDER.find((each) => each === params.get('result')) ?? null;
  const set = (key: string, value: string) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return {
    tab,
    q: params.get('q') ?? '',
    /** Of what ended today; the other tabs know none. */
    result: tab === 'done' ? result : null,
    search: params.toString(),
    setResult: (next: AnyResult | null) => set('result', next ?? ''),
    setTab: (next: QueueTab) => set('tab', next === 'waiting' ? '' : next),
    setQ: (text: string) => set('q', text),
  };
}
