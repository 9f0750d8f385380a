import { useEffect, useRef } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { useFormat } from '../lib/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Bone } from '../ui/States.tsx';
import type { Column, DataTableProps } from './types.ts';

/** 共 1,234 条, or how many of them are shown. */
export function Total<T>({ rows, total }: DataTableProps<T>) {
  const t = useShellWords();
  const format = useFormat();
  if (!rows || rows.length === 0) return null;
  const known = total ?? null;
  if (known === null) return null;
  return (
    <span>
      {rows.length < known
        ? t('table.shown', { shown: format.number(rows.length), total: format.number(known) })
        : t('table.total', { count: format.number(known) })}
    </span>
  );
}

/** The next page comes as its button scrolls into sight; the button stays for the keyboard. */
export function More<T>({ rows, hasMore, more, loadingMore }: DataTableProps<T>) {
  const t = useShellWords();
  const foot = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  const waits = hasMore === true && loadingMore !== true;
  useEffect(() => {
    const node = foot.current;
    if (!node || !waits) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      rootMargin: '240px',
    });
    watch.observe(node);
    return () => watch.disconnect();
  }, [waits]);
  if (!hasMore || !rows?.length) return null;
  return (
    <div ref={foot} className="more">
      <Button type="text" onClick={more} loading={loadingMore}>
        {t('table.moreAny')}
      </Button>
    </div>
  );
}

/** Grey rows of the true columns, after 150 ms. */
export function SkeletonTable<T>({
  columns,
  shown,
  twoLines,
}: {
  columns: readonly Column<T>[];
  shown: boolean;
  twoLines?: boolean;
}) {
  return (
    <div className="skeleton" aria-busy="true">
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="line" style={{ height: twoLines ? 53 : 41 }}>
          {shown
            ? columns.map((column, at) => (
                <div
                  key={column.key}
                  style={{
                    flex: column.width ? `0 0 ${column.width}px` : '1',
                    display: 'grid',
                    justifyItems: column.align === 'right' ? 'end' : 'start',
                  }}
                >
                  <Bone width={`${at === 0 ? 46 + ((row * 13) % 34) : 28 + ((row * 17 + at * 7) % 32)}%`} />
                </div>
              ))
            : null}
        </div>
      ))}
    </div>
  );
}
