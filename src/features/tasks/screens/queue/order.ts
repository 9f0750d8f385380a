/** The queue as it is drawn: groups by lateness, and who comes next. Pure. */
import { ALL_RESULTS, type Lateness, type Result, type TaskItem } from '../../contract.ts';

export type AnyResult = Result | 'cancelled';
export const RESULT_ORDER = Object.keys(ALL_RESULTS) as readonly AnyResult[];

export const GROUPS: readonly Lateness[] = ['late', 'hour', 'today', 'later'];

export function groupsOf(
  items: readonly TaskItem[],
): readonly { readonly key: Lateness; readonly items: readonly TaskItem[] }[] {
  return GROUPS.map((key) => ({ key, items: items.filter((item) => item.lateness === key) })).filter(
    (group) => group.items.length > 0,
  );
}

/** The one after (or before) `id`; the first when it is not there, null at the end. */
export function neighbour(ids: readonly string[], id: string | undefined, step: 1 | -1): string | null {
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at < 0) return ids[0] ?? null;
  return ids[at + step] ?? null;
}

/** Who comes after `id` is gone: the next, else the one before. */
export function afterwards(ids: readonly string[], id: string): string | null {
  return neighbour(ids, id, 1) ?? neighbour(ids, id, -1);
}

/** How ended tasks ended, with how many of each, in one order. */
export function resultsOf(items: readonly TaskItem[]): readonly { readonly result: AnyResult; readonly n: number }[] {
  return RESULT_ORDER.map((result) => ({ result, n: items.filter((item) => item.result === result).length })).filter(
    ({ n }) => n > 0,
  );
}

/** Those that ended so; null: what somebody finished, not what the flow took back. */
export function ofResult(items: readonly TaskItem[], result: AnyResult | null): readonly TaskItem[] {
  return items.filter((item) => (result === null ? item.state === 'done' : item.result === result));
}

export type PhoneFilter = 'all' | 'late' | 'phone' | 'wecom';

export function filterItems(items: readonly TaskItem[], filter: PhoneFilter, q: string): readonly TaskItem[] {
  const text = q.trim().toLowerCase();
  return items.filter((item) => {
    if (filter === 'late' && item.lateness !== 'late') return false;
    if ((filter === 'phone' || filter === 'wecom') && item.channel !== filter) return false;
    if (text === '') return true;
    const said = [
      item.customer.name,
      item.title.zh,
      item.title.en,
      item.playbook?.name.zh,
      item.playbook?.name.en,
      ...item.customer.tags,
    ];
    return said.some((each) => each?.toLowerCase().includes(text));
  });
}
