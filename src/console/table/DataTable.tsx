import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useShellWords } from '../lib/i18n.ts';
import { useKeys } from '../lib/keys.ts';
import { usePhone } from '../lib/media.ts';
import { useWidth } from '../lib/useWidth.ts';
import { Button } from '../ui/Button.tsx';
import { Dimmed, EmptyState, ErrorNote, ErrorState, useLate } from '../ui/States.tsx';
import { Cards } from './Cards.tsx';
import { ColumnMenu, useChosenColumns } from './columns.tsx';
import { More, SkeletonTable, Total } from './parts.tsx';
import { Grid } from './Grid.tsx';
import { Toolbar } from './Toolbar.tsx';
import type { DataTableProps } from './types.ts';
import { ViewMenu } from './views.tsx';
import './DataTable.css';

const nothing: ReadonlySet<string> = new Set();

/**
 * Every list of the console: search, filters in the address, column choice, saved views, sorting, bulk actions, J/K and
 * Enter, skeleton rows, an empty state that tells the next step, cards on a phone, more rows as one scrolls.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, list, href, onOpen, openKey, bulk = [], rowActions, empty, error, retry } = props;
  const t = useShellWords();
  const phone = usePhone();
  const navigate = useNavigate();
  const chosen = useChosenColumns(props.name, columns);
  const [selected, setSelected] = useState<ReadonlySet<string>>(nothing);
  const [active, setActive] = useState(-1);
  const [box, width] = useWidth<HTMLDivElement>();
  const late = useLate(rows === undefined && !error);

  const open = (row: T) => (href ? void navigate(href(row)) : onOpen?.(row));
  const move = (by: number) => {
    if (!rows?.length) return;
    const next = Math.max(0, Math.min(active + by, rows.length - 1));
    setActive(next);
    box.current?.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' });
    if (onOpen && openKey !== undefined && rows[next]) onOpen(rows[next]);
  };
  const current = rows?.[active];
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    setSelected(next);
  };
  useKeys(
    [
      { key: 'j', label: t('keys.next'), run: () => move(1) },
      { key: 'k', label: t('keys.previous'), run: () => move(-1) },
      { key: 'Enter', label: t('keys.open'), run: () => current && open(current) },
      ...(bulk.length > 0
        ? [{ key: 'x', label: t('keys.select'), run: () => current && toggle(rowKey(current)) }]
        : []),
    ],
    !phone && (href !== undefined || onOpen !== undefined),
  );

  // A column without a width keeps 160 px; past that the table scrolls sideways instead of losing it.
  const least = chosen.shown.reduce((sum, column) => sum + (column.width ?? 160), rowActions ? 96 : 0);
  const isSelecting = selected.size > 0;
  const right = phone ? null : (
    <>
      <Total {...props} />
      {list ? <ViewMenu name={props.name} list={list} /> : null}
      <ColumnMenu choice={chosen} columns={columns} />
    </>
  );
  const bar = isSelecting ? (
    <div className="hx-toolbar bulk" role="toolbar">
      <span className="fw5 ac">{t('table.selected', { count: selected.size })}</span>
      <span className="grow" />
      {bulk.map((action) => (
        <Button
          key={action.key}
          size="small"
          danger={action.danger}
          onClick={() =>
            action.run(
              (rows ?? []).filter((row) => selected.has(rowKey(row))),
              () => setSelected(nothing),
            )
          }
        >
          {action.label}
        </Button>
      ))}
      <Button size="small" type="text" onClick={() => setSelected(nothing)}>
        {t('table.unselect')}
      </Button>
    </div>
  ) : list ? (
    <Toolbar list={list} search={props.search} filters={props.filters} tools={props.tools} right={right} />
  ) : null;

  let body: ReactNode;
  if (rows === undefined && error) body = <ErrorState error={error} retry={retry} />;
  else if (rows?.length === 0)
    body = list?.narrowed ? (
      <EmptyState
        icon="search"
        title={t('table.noneFound')}
        hint={t('table.noneFoundHint')}
        action={<Button onClick={list.clear}>{t('table.clear')}</Button>}
      />
    ) : (
      empty
    );
  else if (phone)
    body = <Cards {...props} columns={chosen.shown} waiting={late} open={href || onOpen ? open : undefined} />;
  else if (rows === undefined) body = <SkeletonTable columns={chosen.shown} shown={late} twoLines={props.twoLines} />;
  else
    body = (
      <Grid
        columns={chosen.shown}
        rows={rows}
        rowKey={rowKey}
        sort={list?.sort ?? null}
        onSort={list?.setSort}
        href={href}
        onRow={
          href || onOpen
            ? (row, at, event) => {
                setActive(at);
                if (href && (event.metaKey || event.ctrlKey)) window.open(href(row));
                else open(row);
              }
            : undefined
        }
        active={active}
        openKey={openKey}
        rowActions={rowActions}
        selected={bulk.length > 0 ? selected : undefined}
        onSelect={setSelected}
        height={props.height}
        rowHeight={props.twoLines ? 53 : 41}
      />
    );

  return (
    <div
      ref={box}
      className={`hx-table${props.framed ? ' framed' : ''}${props.twoLines ? ' two' : ''}${width > 0 && width < least ? ' scrolls' : ''}`}
      style={{ '--least': `${least}px` } as React.CSSProperties}
    >
      {bar}
      {rows !== undefined && error ? <ErrorNote error={error} retry={retry} /> : null}
      <Dimmed when={props.stale ?? false}>
        <div className="frame">{body}</div>
      </Dimmed>
      <More {...props} />
    </div>
  );
}
