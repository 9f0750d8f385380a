import { useMemo, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { keep, kept } from '../lib/settings.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { Column } from './types.ts';
import '../ui/IconButton.css';

export interface ColumnChoice<T> {
  readonly shown: readonly Column<T>[];
  readonly isShown: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly reset: () => void;
}

/** Which columns a person chose to see, remembered in this browser per table. */
export function useChosenColumns<T>(name: string, columns: readonly Column<T>[]): ColumnChoice<T> {
  // Only what differs from the declaration is remembered, so that a new column appears.
  const [changed, setChanged] = useState(() => kept<readonly string[]>(`columns.${name}`, []));
  return useMemo(() => {
    const isShown = (key: string) => {
      const at = columns.findIndex((column) => column.key === key);
      const column = columns[at];
      if (!column) return false;
      if (at === 0 || column.always) return true;
      return (column.hidden !== true) !== changed.includes(key);
    };
    const set = (next: readonly string[]) => {
      setChanged(next);
      keep(`columns.${name}`, next);
    };
    return {
      shown: columns.filter((column) => isShown(column.key)),
      isShown,
      toggle: (key) => set(changed.includes(key) ? changed.filter((one) => one !== key) : [...changed, key]),
      reset: () => set([]),
    };
  }, [columns, changed, name]);
}

export function ColumnMenu<T>({ choice, columns }: { choice: ColumnChoice<T>; columns: readonly Column<T>[] }) {
  const t = useShellWords();
  const free = columns.filter((column, at) => at > 0 && !column.always);
  if (free.length < 2) return null;
  return (
    <Menu
      align="end"
      groups={[
        {
          title: t('table.columns'),
          items: free.map((column) => ({
            key: column.key,
            label: column.title,
            checked: choice.isShown(column.key),
            onSelect: () => choice.toggle(column.key),
          })),
        },
        { items: [{ key: '·reset', label: t('table.columnsReset'), onSelect: choice.reset }] },
      ]}
      trigger={(props) => (
        <button
          type="button"
          className="hx-icon-button"
          aria-label={t('table.columns')}
          title={t('table.columns')}
          {...props}
        >
          <Icon name="columns" />
        </button>
      )}
    />
  );
}
