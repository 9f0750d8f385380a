import { useShellWords } from '../lib/i18n.ts';
import { useAllKeys } from '../lib/keys.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Overlay } from './Overlay.tsx';

/** Every key that acts on this page (`?`). */
export default function KeyHelp({ close }: { close: () => void }) {
  const t = useShellWords();
  const keys = useAllKeys();
  return (
    <Overlay label={t('keys.title')} close={close}>
      <header>
        <h2>{t('keys.title')}</h2>
        <button type="button" className="hx-link" onClick={close} aria-label={t('keys.close')}>
          <Icon name="close" />
        </button>
      </header>
      <div className="keys">
        {keys.map((action) => (
          <div key={action.key}>
            {action.label}
            <KeyHint keys={action.key} />
          </div>
        ))}
      </div>
    </Overlay>
  );
}
