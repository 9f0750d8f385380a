import { Link } from 'react-router';
import { Bone } from '../ui/States.tsx';
import type { DataTableProps } from './types.ts';

/** The rows of a table as cards, on a phone. */
export function Cards<T>({
  rows,
  rowKey,
  card,
  columns,
  href,
  waiting,
  open,
}: DataTableProps<T> & { waiting: boolean; open?: (row: T) => void }) {
  if (rows === undefined)
    return (
      <ul className="hx-cards" aria-busy="true">
        {waiting
          ? [0, 1, 2, 3, 4].map((at) => (
              <li key={at} className="wait">
                <Bone width="38%" height={16} />
                <Bone width="72%" />
              </li>
            ))
          : null}
      </ul>
    );
  const draw = (row: T) =>
    card?.(row) ?? columns.slice(0, 3).map((column) => <div key={column.key}>{column.render(row)}</div>);
  return (
    <ul className="hx-cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          {href ? (
            <Link to={href(row)}>{draw(row)}</Link>
          ) : open ? (
            <button type="button" onClick={() => open(row)}>
              {draw(row)}
            </button>
          ) : (
            <div>{draw(row)}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The usual card: a name with tags and something at the right, a line, a grey line. */
export function RowCard({
  title,
  tags,
  right,
  line,
  note,
}: {
  title: React.ReactNode;
  tags?: React.ReactNode;
  right?: React.ReactNode;
  line?: React.ReactNode;
  note?: React.ReactNode;
}) {
  return (
    <>
      <div className="row g8">
        <b className="name el">{title}</b>
        {tags}
        {right ? <span className="right">{right}</span> : null}
      </div>
      {line ? <div className="t2">{line}</div> : null}
      {note ? <div className="small">{note}</div> : null}
    </>
  );
}
