import { useMemo } from 'react';
import { useAddress } from '../lib/useAddress.ts';

export interface Sort {
  readonly key: string;
  readonly desc: boolean;
}

/** What a list is asked for. It lives in the address, so that a link shows the same list and ← goes back to it. */
export interface ListState {
  /** The text searched for, '' when none. */
  readonly q: string;
  readonly sort: Sort | null;
  /** Chosen values by filter key; no key when nothing is chosen. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** Something narrows the list: an empty result is then not an empty workspace. */
  readonly narrowed: boolean;
  readonly setQ: (q: string) => void;
  readonly setSort: (sort: Sort | null) => void;
  readonly choose: (key: string, values: readonly string[]) => void;
  readonly clear: () => void;
  /** The whole as the text of an address, for saved views. */
  readonly search: string;
  readonly setSearch: (search: string) => void;
}

export interface ListOptions {
  /** Keys of the filters, as in DataTable's `filters`. */
  readonly filters?: readonly string[];
  readonly sort?: Sort;
  /** Put before every key when a page has two lists. */
  readonly prefix?: string;
}

/**
 * `const list = useListState({ filters: ['tag'] })`, then
 * `usePages(listCustomers, { query: { q: list.q, tag: list.chosen.tag?.[0] } }, ...)` and `<DataTable list={list} />`.
 */
export function useListState({ filters = [], sort: first, prefix = '' }: ListOptions = {}): ListState {
  const [params, setParams] = useAddress();
  const search = params.toString();
  const names = filters.join('|');
  return useMemo(() => {
    const keys = names === '' ? [] : names.split('|');
    const now = new URLSearchParams(search);
    const change = (edit: (next: URLSearchParams) => void) =>
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          edit(next);
          return next;
        },
        { replace: true },
      );
    const q = now.get(`${prefix}q`) ?? '';
    const chosen = Object.fromEntries(
      keys.map((key) => [key, now.getAll(prefix + key)] as const).filter(([, values]) => values.length > 0),
    );
    return {
      q,
      sort: readSort(now.get(`${prefix}sort`)) ?? first ?? null,
      chosen,
      narrowed: q !== '' || Object.keys(chosen).length > 0,
      setQ: (text) => change((next) => (text === '' ? next.delete(`${prefix}q`) : next.set(`${prefix}q`, text))),
      setSort: (sort) =>
        change((next) =>
          sort === null ? next.delete(`${prefix}sort`) : next.set(`${prefix}sort`, (sort.desc ? '-' : '') + sort.key),
        ),
      choose: (key, values) =>
        change((next) => {
          next.delete(prefix + key);
          for (const value of values) next.append(prefix + key, value);
        }),
      clear: () =>
        change((next) => {
          for (const key of ['q', ...keys]) next.delete(prefix + key);
        }),
      search,
      setSearch: (text) => setParams(new URLSearchParams(text), { replace: true }),
    };
    // `first` is written inline by callers; only its meaning counts.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [search, names, prefix, setParams, first?.key, first?.desc]);
}

function readSort(text: string | null): Sort | null {
  if (!text) return null;
  return text.startsWith('-') ? { key: text.slice(1), desc: true } : { key: text, desc: false };
}
