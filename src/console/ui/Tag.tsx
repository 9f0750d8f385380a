import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './Tag.css';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad';

/** A quiet 20-px label: always a word or a number, never a colour alone. `dot` for a running state. */
export function Tag({
  tone = 'neutral',
  icon,
  dot,
  large,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  dot?: boolean;
  large?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={`hx-tag ${tone}${large ? ' large' : ''}`}>
      {dot ? <span className="dot" /> : null}
      {icon ? <Icon name={icon} size={14} /> : null}
      {children}
    </span>
  );
}
