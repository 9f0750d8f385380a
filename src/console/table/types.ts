import type { ReactNode } from 'react';
import type { ListState } from './listState.ts';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  /** px; leave one column without, it takes the rest. */
  readonly width?: number;
  /** Numbers right, words left (default). */
  readonly align?: 'left' | 'right' | 'center';
  /** The server can sort by this key: it appears as `sort` in the list state. */
  readonly sortable?: boolean;
  /** Not shown until chosen. */
  readonly hidden?: boolean;
  /** No padding: a plot that fills its cell. */
  readonly flush?: boolean;
  /** Cannot be hidden. The first column never can. */
  readonly always?: boolean;
}

export interface FilterOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly count?: ReactNode;
}

export interface Filter {
  readonly key: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
  /** Several values at once. */
  readonly multiple?: boolean;
}

export interface BulkAction<T> {
  readonly key: string;
  /** Names the result: 加标签, 导出 12 位. */
  readonly label: string;
  readonly danger?: boolean;
  readonly run: (rows: readonly T[], done: () => void) => void;
}

export interface DataTableProps<T> {
  /** Its name in this browser's memory (chosen columns, saved views): `customers`. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  /** undefined while the first page is on its way. */
  readonly rows: readonly T[] | undefined;
  readonly list?: ListState;
  readonly search?: { readonly placeholder: string };
  readonly filters?: readonly Filter[];
  /** Further controls in the toolbar, after the filters. */
  readonly tools?: ReactNode;
  /** Where a row leads (click, Enter); the first cell becomes a link. */
  readonly href?: (row: T) => string;
  /** Instead of `href`: opens it in place. */
  readonly onOpen?: (row: T) => void;
  /** The row shown beside the table: on accent-soft with a 3-px bar. */
  readonly openKey?: string;
  readonly bulk?: readonly BulkAction<T>[];
  /** At the right of a row, on hover and focus. */
  readonly rowActions?: (row: T) => ReactNode;
  /** The row as a card on a phone. Without it the first three columns are stacked. */
  readonly card?: (row: T) => ReactNode;
  /** Nothing there at all (no filter is on): an EmptyState with the next step. */
  readonly empty: ReactNode;
  readonly total?: number;
  readonly hasMore?: boolean;
  readonly more?: () => void;
  readonly loadingMore?: boolean;
  readonly stale?: boolean;
  readonly error?: unknown;
  readonly retry?: () => void;
  /** Rows have a second line of 12 px. */
  readonly twoLines?: boolean;
  /** In a card with a border (a decision page) instead of bare on the page (a work page). */
  readonly framed?: boolean;
  /** px: scrolls inside and draws only what is seen, for thousands of rows at once. */
  readonly height?: number;
}
