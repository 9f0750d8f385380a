import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { deleteCampaign, listCampaigns } from '../../contract-campaigns.ts';
import { words } from './words.ts';

export default function DeleteSheet({
  campaign,
  name,
  close,
  done,
}: {
  campaign: string;
  name: string;
  close: () => void;
  done: () => void;
}) {
  const t = useWords(words);
  const remove = useAction(deleteCampaign, { changes: [listCampaigns], onDone: done });
  return (
    <Sheet
      open
      kind="dialog"
      title={t('deleteTitle', { name })}
      close={close}
      primary={{
        label: t('delete'),
        danger: true,
        loading: remove.isPending,
        onClick: () => remove.mutate({ params: { campaign } }),
      }}
    >
      <p>{t('deleteText')}</p>
      <ErrorNote error={remove.error} />
    </Sheet>
  );
}
