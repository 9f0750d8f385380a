import { Button as AntButton, type ButtonProps as AntProps } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Icon, type IconName } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';

export interface ButtonProps extends Omit<AntProps, 'icon' | 'href'> {
  /** One of our icons by name. A button with an icon alone needs `label`. */
  readonly icon?: IconName;
  /** What an icon-only button does, for screen readers and the tooltip of the browser. */
  readonly label?: string;
  /** The key that does the same, printed in it: `mod+Enter`. Bind it with `useKeys`. */
  readonly keys?: string;
  /** Goes there instead of `onClick`; a middle click opens it in a tab. */
  readonly to?: string;
  readonly children?: ReactNode;
}

/** antd's button with our icons and keys. One `type="primary"` on a screen at most. */
export function Button({ icon, label, keys, to, children, ...rest }: ButtonProps) {
  const navigate = useNavigate();
  const link = to
    ? {
        href: to,
        onClick: (event: React.MouseEvent<HTMLElement>) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          void navigate(to);
        },
      }
    : {};
  return (
    <AntButton
      {...rest}
      {...link}
      icon={icon ? <Icon name={icon} size={rest.size === 'small' ? 14 : 16} /> : undefined}
      {...(label ? { 'aria-label': label, title: label } : {})}
    >
      {children}
      {keys ? <KeyHint keys={keys} /> : null}
    </AntButton>
  );
}
