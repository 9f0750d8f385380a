import type { ReactNode } from 'react';
import { useLocale } from '../lib/settings.ts';
import './Figure.css';

export interface FigureProps {
  readonly label?: ReactNode;
  /** Formatted. null when it does not exist yet: then `missing` says why and since when it will. */
  readonly value: ReactNode | null;
  readonly unit?: ReactNode;
  /** "[2.0, 7.2]", formatted. A figure never stands alone. */
  readonly interval?: ReactNode;
  /** How many it rests on, formatted: "681". */
  readonly n?: ReactNode;
  /** Under it: the target, the change, a cause. */
  readonly note?: ReactNode;
  readonly missing?: ReactNode;
  /** 24 px (default) for what is read first; 13 px in a row. */
  readonly size?: 'large' | 'small';
  /** The interval beside the value instead of below it. */
  readonly beside?: boolean;
  /** A sparkline at its right. */
  readonly chart?: ReactNode;
}

/** A number that is read first, with what it rests on. */
export function Figure({ label, value, unit, interval, n, note, missing, size = 'large', chart, beside }: FigureProps) {
  const comma = useLocale() === 'zh' ? '，' : ', ';
  const rests = [interval, n === undefined || n === null ? null : <>n = {n}</>].filter(Boolean);
  return (
    <div className={`hx-figure ${size}${beside ? ' beside' : ''}`}>
      {label ? <h3>{label}</h3> : null}
      <div className="value">
        <b>{value ?? '—'}</b>
        {unit && value !== null ? <span className="unit">{unit}</span> : null}
        {chart ? <span className="chart">{chart}</span> : null}
      </div>
      {value === null && missing ? <div className="note">{missing}</div> : null}
      {value !== null && (rests.length > 0 || note) ? (
        <div className="note">
          {rests.map((part, at) => (
            <span key={at}>
              {at > 0 ? comma : ''}
              {part}
            </span>
          ))}
          {rests.length > 0 && note ? comma : ''}
          {note}
        </div>
      ) : null}
    </div>
  );
}

/** A row of figures in one card, divided by lines. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="hx-figures">{children}</div>;
}
