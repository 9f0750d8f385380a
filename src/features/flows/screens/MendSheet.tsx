import { useWords } from '../../../console/lib/i18n.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { words } from './words.ts';

/** What skipping or stopping means, before it is done. */
export default function MendSheet({
  how,
  count,
  close,
  confirm,
}: {
  how: 'skip' | 'stop';
  count: number;
  close: () => void;
  confirm: () => void;
}) {
  const t = useWords(words);
  return (
    <Sheet
      open
      kind="dialog"
      title={t(how === 'skip' ? 'mend.skipTitle' : 'mend.stopTitle', { count })}
      close={close}
      primary={{ label: t(`mend.${how}`), onClick: confirm, danger: how === 'stop' }}
    >
      <p>{t(how === 'skip' ? 'mend.skipNote' : 'mend.stopNote')}</p>
    </Sheet>
  );
}
