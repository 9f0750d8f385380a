import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useShellWords } from '../lib/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Sort } from './listState.ts';
import type { Column } from './types.ts';
import './Grid.css';

export interface GridProps<T> {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly sort: Sort | null;
  readonly onSort?: (sort: Sort | null) => void;
  readonly href?: (row: T) => string;
  readonly onRow?: (row: T, at: number, event: React.MouseEvent) => void;
  readonly active: number;
  readonly openKey?: string;
  readonly rowActions?: (row: T) => ReactNode;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: ReadonlySet<string>) => void;
  /** px: scrolls inside and draws only the rows in sight. */
  readonly height?: number;
  readonly rowHeight: number;
}

/**
 * The table itself: a plain <table>. antd's brings 136 KB gzip (its filters, tree, pagination and menus) of the 180 a
 * route may add, for features that stand in the toolbar here.
 */
export function Grid<T>(props: GridProps<T>) {
  const { columns, rows, rowKey, rowActions, selected, onSelect, height, rowHeight } = props;
  const [top, setTop] = useState(0);
  const last = useRef<number | null>(null);
  const span = columns.length + (selected ? 1 : 0) + (rowActions ? 1 : 0);
  const from = height ? Math.max(0, Math.floor(top / rowHeight) - 8) : 0;
  const to = height ? Math.min(rows.length, Math.ceil((top + height) / rowHeight) + 8) : rows.length;

  const select = (at: number, range: boolean) => {
    if (!selected || !onSelect) return;
    const next = new Set(selected);
    const isOn = !selected.has(rowKey(rows[at] as T));
    const [first, end] =
      range && last.current !== null ? [Math.min(last.current, at), Math.max(last.current, at)] : [at, at];
    for (const row of rows.slice(first, end + 1)) {
      if (isOn) next.add(rowKey(row));
      else next.delete(rowKey(row));
    }
    last.current = at;
    onSelect(next);
  };

  const table = (
    <table className="hx-grid">
      <colgroup>
        {selected ? <col style={{ width: 40 }} /> : null}
        {columns.map((column) => (
          <col key={column.key} style={column.width ? { width: column.width } : undefined} />
        ))}
        {rowActions ? <col style={{ width: 96 }} /> : null}
      </colgroup>
      <Head {...props} />
      <tbody>
        {from > 0 ? <Gap span={span} height={from * rowHeight} /> : null}
        {rows.slice(from, to).map((row, index) => (
          <Row key={rowKey(row)} {...props} row={row} at={from + index} select={select} />
        ))}
        {to < rows.length ? <Gap span={span} height={(rows.length - to) * rowHeight} /> : null}
      </tbody>
    </table>
  );
  return height ? (
    <div className="hx-grid-window" style={{ height }} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      {table}
    </div>
  ) : (
    table
  );
}

function Gap({ span, height }: { span: number; height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function Head<T>({ columns, rows, rowKey, sort, onSort, rowActions, selected, onSelect }: GridProps<T>) {
  const t = useShellWords();
  const all = rows.length > 0 && rows.every((row) => selected?.has(rowKey(row)));
  const some = !all && (selected?.size ?? 0) > 0;
  return (
    <thead>
      <tr>
        {selected ? (
          <th className="pick">
            <input
              type="checkbox"
              className="hx-check"
              aria-label={t('table.selectAll')}
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = some;
              }}
              onChange={() => onSelect?.(new Set(all ? [] : rows.map(rowKey)))}
            />
          </th>
        ) : null}
        {columns.map((column) => {
          const by = sort?.key === column.key ? sort : null;
          return (
            <th
              key={column.key}
              scope="col"
              className={column.align}
              aria-sort={by ? (by.desc ? 'descending' : 'ascending') : undefined}
            >
              {column.sortable && onSort ? (
                // Numbers are looked for from the largest, words from the first letter; the third click forgets.
                <button
                  type="button"
                  onClick={() => {
                    const firstDesc = column.align === 'right';
                    if (!by) onSort({ key: column.key, desc: firstDesc });
                    else onSort(by.desc === firstDesc ? { key: column.key, desc: !firstDesc } : null);
                  }}
                >
                  <Icon name={by && !by.desc ? 'arrowUp' : 'arrowDown'} size={12} />
                  {column.title}
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
        {rowActions ? (
          <th>
            <span className="sr">{t('table.actions')}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function Row<T>({
  row,
  at,
  select,
  columns,
  rowKey,
  href,
  onRow,
  active,
  openKey,
  rowActions,
  selected,
}: GridProps<T> & { row: T; at: number; select: (at: number, range: boolean) => void }) {
  const t = useShellWords();
  const key = rowKey(row);
  const isOpen = openKey !== undefined && key === openKey;
  const isSelected = selected?.has(key) ?? false;
  const names = [
    onRow ? 'opens' : '',
    at === active ? 'active' : '',
    isOpen ? 'open' : '',
    isSelected ? 'selected' : '',
  ];
  return (
    // The keyboard has J, K and Enter, and the link in the first cell.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <tr
      className={names.filter(Boolean).join(' ')}
      data-row={at}
      aria-current={isOpen ? 'true' : undefined}
      onClick={(event) => {
        // Selecting text is not opening; a control in the row goes its own way.
        if (getSelection()?.toString() || (event.target as HTMLElement).closest('a, button, label, input')) return;
        onRow?.(row, at, event);
      }}
    >
      {selected ? (
        <td className="pick">
          <label>
            <input
              type="checkbox"
              className="hx-check"
              aria-label={t('table.selectRow')}
              checked={isSelected}
              onChange={(event) => select(at, (event.nativeEvent as MouseEvent).shiftKey)}
            />
          </label>
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td key={column.key} className={[column.align ?? '', column.flush ? 'flush' : ''].join(' ')}>
          {index === 0 && href ? (
            <Link className="row-link" to={href(row)}>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
      {rowActions ? (
        <td className="row-actions">
          <span>{rowActions(row)}</span>
        </td>
      ) : null}
    </tr>
  );
}
