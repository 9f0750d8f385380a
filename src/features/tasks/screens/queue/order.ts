/** The queue as it is drawn: groups by lateness, and who comes next. Pure. */
import type { Lateness, TaskItem } from '../../contract.ts';

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
