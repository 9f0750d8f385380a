import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import type { ChannelKind } from '../../contract-definition.ts';
import { listChannels, removeChannel } from '../../contract-settings.ts';
import { words } from '../words.ts';

/** Its keys are gone afterwards, and what was planned on it goes elsewhere: asked first. */
export default function RemoveSheet({ channel, close }: { channel: ChannelKind; close: () => void }) {
  const t = useWords(words);
  const remove = useAction(removeChannel, { changes: [listChannels], onDone: close });
  const name = t(`channel.${channel}`);
  return (
    <Sheet
      open
      kind="dialog"
      title={t('channels.removeTitle', { name })}
      close={close}
      primary={{
        label: t('channels.removeDo', { name }),
        danger: true,
        loading: remove.isPending,
        onClick: () => remove.mutate({ params: { channel } }),
      }}
    >
      <p className="cjk">{t('channels.removeBody')}</p>
      <ErrorNote error={remove.error} />
    </Sheet>
  );
}
