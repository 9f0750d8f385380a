import { Input } from 'antd';
import { useShellWords } from '../lib/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';

/** Asks for the name of a view. */
export default function NameSheet({
  name,
  rename,
  save,
  close,
}: {
  name: string;
  rename: (name: string) => void;
  save: () => void;
  close: () => void;
}) {
  const t = useShellWords();
  return (
    <Sheet
      open
      kind="dialog"
      width={360}
      title={t('table.saveView')}
      close={close}
      primary={{ label: t('table.saveView'), onClick: save, disabled: !name.trim() }}
    >
      <Input
        autoFocus
        value={name}
        placeholder={t('table.viewName')}
        aria-label={t('table.viewName')}
        maxLength={24}
        onChange={(event) => rename(event.target.value)}
        onPressEnter={save}
      />
    </Sheet>
  );
}
