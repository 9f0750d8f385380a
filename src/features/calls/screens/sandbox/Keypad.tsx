import { useWords } from '../../../../console/lib/i18n.ts';
import { words } from './words.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

export function Keypad({ press }: { press: (key: string) => void }) {
  const t = useWords(words);
  return (
    <div className="keypad">
      {KEYS.map((key) => (
        <button key={key} type="button" aria-label={t('key', { key })} onClick={() => press(key)}>
          {key === '*' ? '✱' : key}
        </button>
      ))}
    </div>
  );
}
