import type { ReactNode } from 'react';
import { useFormat } from '../lib/session.tsx';
import './Progress.css';

/** Long work: how far, in words and a line. It can be left and found again, so it never blocks the page. */
export function Progress({
  part,
  label,
  note,
  tone = 'accent',
}: {
  /** 0 to 1; null while it is not known. */
  part: number | null;
  label: ReactNode;
  note?: ReactNode;
  tone?: 'accent' | 'bad';
}) {
  const format = useFormat();
  return (
    <div className={`hx-progress ${tone}`}>
      <div className="row g8">
        <span className="grow">{label}</span>
        <span className="t2">{part === null ? null : format.percent(part, 0)}</span>
      </div>
      <div
        className={part === null ? 'track unknown' : 'track'}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part === null ? undefined : Math.round(part * 100)}
        aria-label={typeof label === 'string' ? label : undefined}
      >
        <i style={{ width: `${(part ?? 0.3) * 100}%` }} />
      </div>
      {note ? <div className="f12 t3">{note}</div> : null}
    </div>
  );
}
