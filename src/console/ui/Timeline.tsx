import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './Timeline.css';

export interface TimelineItem {
  readonly key: string;
  /** Formatted: 昨天 18:20. */
  readonly when: ReactNode;
  readonly icon: IconName;
  readonly text: ReactNode;
  /** Under the text, grey. */
  readonly detail?: ReactNode;
  /** At the right: the amount, the result. */
  readonly right?: ReactNode;
}

/** What happened, newest first; `heading` starts a new day or month. */
export function Timeline({
  items,
}: {
  items: readonly (TimelineItem | { readonly key: string; readonly heading: ReactNode })[];
}) {
  return (
    <ol className="hx-timeline">
      {items.map((item) =>
        'heading' in item ? (
          <li key={item.key} className="heading">
            {item.heading}
          </li>
        ) : (
          <li key={item.key}>
            <time>{item.when}</time>
            <Icon name={item.icon} />
            <div>
              {item.text}
              {item.detail ? <div className="f12 t3">{item.detail}</div> : null}
            </div>
            <span className="right">{item.right}</span>
          </li>
        ),
      )}
    </ol>
  );
}

/** Steps of a path: done, current and to come, joined by a line. */
export function Steps({
  steps,
}: {
  steps: readonly {
    readonly key: string;
    readonly state: 'done' | 'current' | 'next';
    readonly text: ReactNode;
    readonly detail?: ReactNode;
    readonly right?: ReactNode;
  }[];
}) {
  return (
    <ol className="hx-steps">
      {steps.map((step) => (
        <li key={step.key} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span className="dot" />
          <div className="grow">
            {step.text}
            {step.detail ? <div className="f12 t3">{step.detail}</div> : null}
          </div>
          <span className="f12 t3 nw">{step.right}</span>
        </li>
      ))}
    </ol>
  );
}
