import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../../console/ui/Icon.tsx';

/** One stop of the path. The treatment arm carries the accent, the control arm is grey and dashed, ends are round. */
export function Node({
  icon,
  title,
  count,
  sub,
  kind,
  children,
}: {
  icon: IconName;
  title: ReactNode;
  count?: ReactNode;
  sub?: ReactNode;
  kind?: 'treatment' | 'control' | 'end' | 'controlEnd';
  children?: ReactNode;
}) {
  return (
    <div className={`hx-node ${kind ?? ''}`}>
      <div className="head">
        <span className="mark">
          <Icon name={icon} />
        </span>
        <b>{title}</b>
        {count === undefined ? null : <span className="count">{count}</span>}
      </div>
      {sub ? <div className="sub">{sub}</div> : null}
      {children}
    </div>
  );
}

export function Line({ dashed }: { dashed?: boolean }) {
  return <div className={dashed ? 'hx-line dashed' : 'hx-line'} aria-hidden="true" />;
}

/** Chance parts the arms: a solid line down to treatment, a dashed one over to control. Its columns are those of the path. */
export function Fork({ held, label }: { held: boolean; label: string }) {
  return (
    <div className="fork" aria-hidden="true">
      <svg width="100%" height="44" fill="none" strokeWidth="1.5">
        {held ? (
          <path d="M392 0V14Q392 22 384 22H116Q108 22 108 30V44" stroke="var(--line-strong)" strokeDasharray="4 4" />
        ) : null}
        <path d="M392 0V44" stroke="var(--accent)" />
      </svg>
      {label ? <span>{label}</span> : null}
    </div>
  );
}
