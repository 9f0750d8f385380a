import { useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { Icon } from './Icon.tsx';
import './IconButton.css';

/** Copies a text (an id, a key, an address) and says so in its place; `shown` is what stands beside it. */
export function CopyButton({ text, shown, label }: { text: string; shown?: React.ReactNode; label?: string }) {
  const t = useShellWords();
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('copy.copied'));
    } catch {
      setSaid(t('copy.failed'));
    }
    setTimeout(() => setSaid(''), 1600);
  };
  return (
    <span className="row g4" style={{ display: 'inline-flex' }}>
      {shown}
      <button
        type="button"
        className="hx-icon-button"
        aria-label={label ?? `${t('copy.copy')} ${text}`}
        title={t('copy.copy')}
        onClick={() => void copy()}
      >
        <Icon name={said === t('copy.copied') ? 'check' : 'copy'} size={14} />
      </button>
      <output className="f12 t3">{said}</output>
    </span>
  );
}
