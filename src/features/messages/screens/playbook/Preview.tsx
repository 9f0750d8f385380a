import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { CustomerPick } from '../../../../console/message/CustomerPick.tsx';
import { Previewed } from '../../../../console/message/Previewed.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { previewMessage } from '../../contract-preview.ts';
import { filled, type Message, saidOn, channelsOf } from './draft.ts';
import { words } from './words.ts';

/** What one customer would get of what is written now, saved or not. */
export function Preview({ playbook, message }: { playbook: string; message: Message }) {
  const t = useWords(words);
  const can = useCan();
  const [customer, setCustomer] = useState<string | null>(null);
  const preview = useAction(previewMessage);
  const template = sendable(message);
  const [shown, setShown] = useState('');
  const look = (who: string) => {
    if (!template) return;
    setShown(JSON.stringify(template));
    preview.mutate({ params: { playbook }, body: { template, customer: who } });
  };
  const choose = (who: string | null) => {
    setCustomer(who);
    preview.reset();
    if (who !== null) look(who);
  };
  if (!can('messages:read') || !can('customers:read')) return null;
  return (
    <Card title={t('preview')} className="hx-messages-preview">
      <p className="f12 t3 cjk">{template ? t('previewHint') : t('previewEmpty')}</p>
      <CustomerPick label={t('previewPick')} choose={choose} />
      <ErrorNote error={preview.error} />
      {customer !== null && template && shown !== JSON.stringify(template) ? (
        <div>
          <Button size="small" icon="refresh" loading={preview.isPending} onClick={() => look(customer)}>
            {t('previewAgain')}
          </Button>
        </div>
      ) : null}
      {preview.data ? (
        <ol className="col g16">
          {preview.data.channels.map((one) => (
            <li key={one.channel}>
              <Previewed one={one} />
            </li>
          ))}
        </ol>
      ) : null}
    </Card>
  );
}

/** Without what is not written yet; null: nothing is. */
function sendable(message: Message): Message | null {
  const { variants: _second, ...whole } = filled(message);
  const written = channelsOf(whole).filter((channel) => {
    const said = saidOn(whole, channel);
    return said?.text.zh.trim() && (said.subject === undefined || said.subject.zh.trim());
  });
  if (written.length === 0 || whole.name.zh.trim() === '') return null;
  const channels = Object.fromEntries(written.map((channel) => [channel, whole.channels[channel]]));
  return { ...whole, channels };
}
