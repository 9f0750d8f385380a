/** Whom a figure counts, by the key of its row. Pure. */

export interface Population {
  /** Matured: her window and the days for refunds are over. */
  readonly who: 'matured' | 'entered';
  /** A window other than the registered one, in days. */
  readonly days: number | null;
  readonly treatedOnly: boolean;
  readonly having: 'anything' | 'contact' | 'message' | 'question' | 'task' | 'task_done' | 'answer';
  /** Of `message` the channel, of `answer` the metric, of `task_done` the person; null for any. */
  readonly which: string | null;
  readonly segment: string | null;
}

const ALL: Population = {
  who: 'matured',
  days: null,
  treatedOnly: false,
  having: 'anything',
  which: null,
  segment: null,
};

/** `strata`: keys that are strata of the epoch; whatever is none of ours is a metric. */
export function populationOf(figure: string | undefined, strata: readonly string[]): Population {
  if (figure === undefined || /^(conversion|revenue|net|net_measured|payback)$/.test(figure)) return ALL;
  if (strata.includes(figure)) return { ...ALL, segment: figure };
  const [head = '', which = null] = figure.split(':');
  const longer = /^(?:repurchase|revenue)_(\d+)$/.exec(head)?.[1];
  if (longer) return { ...ALL, days: Number(longer) };
  if (head === 'follow_up_cost') return { ...ALL, treatedOnly: true, having: 'contact' };
  const treated = { ...ALL, who: 'entered' as const, treatedOnly: true };
  if (head === 'reach' || head === 'answered') return { ...treated, having: 'message', which };
  if (head === 'response') return { ...treated, having: 'question' };
  if (head.startsWith('cycle_')) return { ...treated, having: 'task' };
  if (head === 'tasks_per_day' || head === 'customers_per_day') return { ...treated, having: 'task_done', which };
  return { ...ALL, having: 'answer', which: figure };
}
