import type { ReactNode } from 'react';
import './Card.css';

export interface CardProps {
  readonly title?: ReactNode;
  /** A caption beside the title: the unit, the period, n. */
  readonly caption?: ReactNode;
  /** At the right of the title: a legend, a link, a small button. */
  readonly extra?: ReactNode;
  readonly children?: ReactNode;
  /** No padding inside: a table or a list that reaches the border. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** For something that can be moved, copied or compared. Inside it only lines, never a second card. */
export function Card({ title, caption, extra, children, flush, className }: CardProps) {
  return (
    <section className={`hx-card${flush ? ' flush' : ''}${className ? ` ${className}` : ''}`}>
      {title || extra ? (
        <header>
          <h2>{title}</h2>
          {caption ? <span className="caption">{caption}</span> : null}
          {extra ? <div className="extra">{extra}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** A region of a panel, divided from the next by a line instead of a box. */
export function Section({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="hx-section">
      {title ? (
        <header>
          <h2>{title}</h2>
          {extra}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** Names and values in two columns: `[['转化', '到店'], ...]`. */
export function Facts({ rows }: { rows: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="hx-facts">
      {rows.map(([name, value], at) => (
        <div key={typeof name === 'string' ? name || at : at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
