import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { type ApiKey, listKeys, revokeKey } from '../../contract.ts';
import { words } from './words.ts';

export default function RevokeKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const t = useWords(words);
  const revoke = useAction(revokeKey, { changes: [listKeys], onDone: close });
  return (
    <Sheet
      open
      kind="dialog"
      title={t('keys.revokeTitle', { name: apiKey.name })}
      close={close}
      primary={{
        label: t('keys.revoke'),
        danger: true,
        loading: revoke.isPending,
        onClick: () => revoke.mutate({ params: { key: apiKey.id } }),
      }}
    >
      <p>{t('keys.revokeText')}</p>
      <ErrorNote error={revoke.error} />
    </Sheet>
  );
}
