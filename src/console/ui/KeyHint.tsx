import { isMac } from '../lib/keys.ts';
import { useTouch } from '../lib/media.ts';
import './KeyHint.css';

const drawn: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};

/** A key printed where it acts: `<KeyHint keys="mod+Enter" />`. Nothing where there is no keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  const touch = useTouch();
  if (touch) return null;
  return (
    <span className="hx-keys" aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key}>{drawn[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
      ))}
    </span>
  );
}
