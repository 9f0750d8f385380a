import { useWords } from '../lib/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { words } from './words.ts';

export default function LeaveSheet({ stay, leave }: { stay: () => void; leave: () => void }) {
  const t = useWords(words);
  return (
    <Sheet
      open
      kind="dialog"
      title={t('leaveTitle')}
      close={stay}
      primary={{ label: t('leaveNow'), danger: true, onClick: leave }}
    >
      <p className="cjk">{t('leave')}</p>
    </Sheet>
  );
}
