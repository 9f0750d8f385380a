import type { ReactNode } from 'react';
import './DataTable.css';

/** Two lines in a cell: the value above, n or interval below in 12-px grey. */
export function Two({ value, under, strong }: { value: ReactNode; under?: ReactNode; strong?: boolean }) {
  return (
    <span className="hx-two">
      <span className={strong ? 'fw6' : undefined}>{value}</span>
      {under === undefined || under === null ? null : <span className="under">{under}</span>}
    </span>
  );
}
