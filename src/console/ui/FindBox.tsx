import type { RefObject } from 'react';
import { Icon } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';
import './FindBox.css';

export interface FindBoxProps {
  /** Reached by the key `/`, which its page listens for. */
  readonly box: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly placeholder: string;
  /** What is searched, for who does not see it. */
  readonly label: string;
}

/** A small search in the head of a list. Escape empties and leaves it, Enter leaves it. */
export function FindBox({ box, value, change, placeholder, label }: FindBoxProps) {
  return (
    <span className="hx-find">
      <Icon name="search" size={14} />
      <input
        ref={box}
        type="search"
        value={value}
        placeholder={placeholder}
        aria-label={label}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          if (event.key === 'Escape') change('');
          event.currentTarget.blur();
        }}
      />
      <KeyHint keys="/" />
    </span>
  );
}
