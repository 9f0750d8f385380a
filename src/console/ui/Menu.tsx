import { type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon, type IconName } from './Icon.tsx';
import './Menu.css';

export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly icon?: IconName;
  readonly mark?: ReactNode;
  /** Grey, at the right. */
  readonly note?: ReactNode;
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** A group of items; a line divides it from the one before. */
export interface MenuGroup {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  readonly groups: readonly MenuGroup[];
  /** What opens it: receives the props of a button. */
  readonly trigger: (props: {
    readonly onClick: () => void;
    readonly 'aria-haspopup': 'menu';
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string;
  }) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: number;
}

/**
 * A short menu: arrows, Home, End, first letters, Escape; closes on choice and outside. Small on purpose, so that the
 * shell need not load antd's.
 */
export function Menu({ groups, trigger, align = 'start', width = 208 }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const close = useCallback((refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.querySelector<HTMLElement>('button')?.focus();
  }, []);
  return (
    <span ref={anchor} className="hx-menu-anchor">
      {trigger({
        onClick: () => setOpen(!open),
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': id,
      })}
      {open ? <Popup id={id} groups={groups} anchor={anchor} align={align} width={width} close={close} /> : null}
    </span>
  );
}

function Popup({
  id,
  groups,
  anchor,
  align,
  width,
  close,
}: Pick<MenuProps, 'groups'> & {
  id: string;
  anchor: React.RefObject<HTMLSpanElement | null>;
  align: 'start' | 'end';
  width: number;
  close: (refocus: boolean) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<React.CSSProperties>({ opacity: 0 });

  useLayoutEffect(() => {
    const from = anchor.current?.firstElementChild?.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    if (!from || !size) return;
    const below = from.bottom + 4 + size.height <= innerHeight - 8;
    const left = align === 'start' ? from.left : from.right - size.width;
    setPlace({
      left: Math.max(8, Math.min(left, innerWidth - size.width - 8)),
      top: below ? from.bottom + 4 : Math.max(8, from.top - 4 - size.height),
    });
    box.current?.querySelector<HTMLElement>('[role^=menuitem]:not([disabled])')?.focus({ preventScroll: true });
  }, [anchor, align]);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) close(false);
    };
    const away = () => close(false);
    addEventListener('pointerdown', outside);
    addEventListener('blur', away);
    addEventListener('resize', away);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('blur', away);
      removeEventListener('resize', away);
    };
  }, [anchor, close]);

  const move = (event: React.KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([disabled])') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const go = (next: number) => {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    };
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(items.length - 1);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close(true);
    } else if (event.key.length === 1) {
      const found = items.findIndex((item) => item.textContent?.toLowerCase().startsWith(event.key.toLowerCase()));
      if (found >= 0) go(found);
    }
    event.stopPropagation();
  };

  return createPortal(
    <div ref={box} id={id} role="menu" tabIndex={-1} className="hx-menu" style={{ ...place, width }} onKeyDown={move}>
      {groups.map((group, at) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of a menu, not a fieldset
        <div key={group.title ?? at} className="group" role="group" aria-label={group.title}>
          {group.title ? <div className="title">{group.title}</div> : null}
          {group.items.map((item) => (
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              disabled={item.disabled}
              className={item.danger ? 'danger' : undefined}
              onClick={() => {
                close(true);
                item.onSelect();
              }}
            >
              {item.icon ? <Icon name={item.icon} /> : item.mark}
              <span className="grow el">{item.label}</span>
              {item.note ? <span className="note">{item.note}</span> : null}
              {item.checked ? <Icon name="check" size={14} /> : null}
            </button>
          ))}
        </div>
      ))}
    </div>,
    document.body,
  );
}
