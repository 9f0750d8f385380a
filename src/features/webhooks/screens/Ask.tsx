import { useNavigate } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { deleteWebhook, listWebhooks, rotateSecret, type Webhook } from '../contract.ts';
import { words } from './words.ts';

interface AskProps {
  readonly hook: Webhook;
  readonly what: 'rotate' | 'remove';
  readonly close: () => void;
  readonly turned: (secret: string) => void;
}

/** Before a secret is changed, and before a webhook is deleted. */
export default function Ask({ hook, what, close, turned }: AskProps) {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const rotate = useAction(rotateSecret, { changes: [listWebhooks], onDone: ({ secret }) => turned(secret) });
  const remove = useAction(deleteWebhook, {
    onDone: () => void navigate(to('settings/webhooks')),
    changes: [listWebhooks],
  });
  const params = { webhook: hook.webhookId };
  const isRotate = what === 'rotate';
  return (
    <Sheet
      open
      kind="dialog"
      title={t(isRotate ? 'rotateTitle' : 'removeTitle', { name: hook.name })}
      close={close}
      primary={{
        label: t(isRotate ? 'rotate' : 'remove'),
        danger: !isRotate,
        loading: rotate.isPending || remove.isPending,
        onClick: () => (isRotate ? rotate.mutate({ params }) : remove.mutate({ params })),
      }}
    >
      <p className="cjk">{t(isRotate ? 'rotateText' : 'removeText')}</p>
      <ErrorNote error={rotate.error ?? remove.error} />
    </Sheet>
  );
}
