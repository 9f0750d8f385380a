import { useWords } from '../../../console/lib/i18n.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import type { Asked } from './Stuck.tsx';
import { words } from './words.ts';

/** What skipping or stopping means, before it is done. */
export default function MendSheet({
  asked: { how, rows },
  close,
  confirm,
}: {
  asked: Asked;
  close: () => void;
  confirm: () => void;
}) {
  const t = useWords(words);
  return (
    <Sheet
      open
      kind="dialog"
      title={t(how === 'skip' ? 'mend.skipTitle' : 'mend.stopTitle', { count: rows.length })}
      close={close}
      primary={{ label: t(`mend.${how}`), onClick: confirm, danger: how === 'stop' }}
    >
      <p>{t(how === 'skip' ? 'mend.skipNote' : 'mend.stopNote')}</p>
    </Sheet>
  );
}
