import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { disablePlaybook, getPlaybook, listPlaybooks, type PlaybookDetail } from '../contract.ts';
import { words } from './words.ts';

export default function DisableSheet({ playbook, close }: { playbook: PlaybookDetail; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const disable = useAction(disablePlaybook, { changes: [getPlaybook, listPlaybooks], onDone: close });
  const count = format.number(playbook.enrolled.treatment + playbook.enrolled.control);
  return (
    <Sheet
      open
      kind="dialog"
      title={t('disable.title', { name: say(playbook.name) })}
      close={close}
      primary={{
        label: t('disable.submit'),
        loading: disable.isPending,
        onClick: () => disable.mutate({ params: { playbook: playbook.key } }),
      }}
    >
      <p>{t('disable.text', { count })}</p>
      <ErrorNote error={disable.error} />
    </Sheet>
  );
}
