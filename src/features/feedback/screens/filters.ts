import type { InsightQuery } from '../contract.ts';
import { useAddress } from '../../../console/lib/useAddress.ts';

export const PERIODS = [7, 30, 90, 365] as const;
const NORMAL = 90;

const KEYS = ['playbook', 'reason', 'polarity', 'sentiment', 'urgency', 'q', 'metric', 'group'] as const;
type Key = (typeof KEYS)[number];
type Change = Partial<Record<Key | 'days', string | undefined>>;

export interface Filters {
  readonly query: InsightQuery;
  /** Something narrows the quotes besides period and playbook. */
  readonly narrowed: boolean;
  readonly set: (change: Change) => void;
  readonly clear: () => void;
}

const one = <T extends string>(text: string | null, known: readonly T[]): T | undefined =>
  known.find((each) => each === text);

/** What is asked for lives in the address, so that a link shows the same. */
export function useFilters(): Filters {
  const [address, setAddress] = useAddress();
  const get = (key: Key) => address.get(key) || null;
  const days = PERIODS.find((each) => String(each) === address.get('days')) ?? NORMAL;
  const set = (change: Change) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [key, value] of Object.entries(change)) {
          if (value === undefined || (key === 'days' && value === String(NORMAL))) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const query = {
    days,
    playbook: get('playbook') ?? undefined,
    reason: get('reason') ?? undefined,
    polarity: one(get('polarity'), ['positive', 'negative'] as const),
    sentiment: one(get('sentiment'), ['positive', 'negative', 'neutral'] as const),
    urgency: one(get('urgency'), ['high', 'medium', 'low'] as const),
    q: get('q') ?? undefined,
    metric: get('metric') ?? undefined,
    group: one(get('group'), ['low', 'high'] as const),
  };
  const { reason, polarity, sentiment, urgency, q, group } = query;
  return {
    query,
    narrowed: [reason, polarity, sentiment, urgency, q, group].some((each) => each !== undefined),
    set,
    clear: () =>
      set({
        reason: undefined,
        polarity: undefined,
        sentiment: undefined,
        urgency: undefined,
        q: undefined,
        metric: undefined,
        group: undefined,
      }),
  };
}
