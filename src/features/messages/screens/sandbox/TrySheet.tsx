import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint, useAction } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { EmptyState, ErrorNote } from '../../../../console/ui/States.tsx';
import { listCustomers } from '../../../customers/contract.ts';
import type { ChannelKind } from '../../contract-definition.ts';
import { listTemplates } from '../../contract-records.ts';
import { getThread, listPeople, tryMessage } from '../../contract-sandbox.ts';
import { words } from '../words.ts';

/** One message to a customer of one's choice, through the same gate, into the sandbox. */
export default function TrySheet({ close, sent }: { close: () => void; sent: (customerId: string) => void }) {
  const t = useWords(words);
  const say = useSay();
  const [text, setText] = useState('');
  const [customer, setCustomer] = useState<{ id: string; name: string } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<ChannelKind | null>(null);
  const templates = useEndpoint(listTemplates, {});
  const found = useEndpoint(listCustomers, { query: { q: text, limit: 6 } }, { enabled: text.trim().length > 0 });
  const items = templates.data?.items ?? [];
  const key = (item: (typeof items)[number]) => `${item.playbook}/${item.key}`;
  const template = items.find((item) => key(item) === chosen) ?? items[0];
  const channel = template && asked && template.channels.includes(asked) ? asked : template?.channels[0];
  const send = useAction(tryMessage, {
    changes: [listPeople, getThread],
    onDone: () => customer && sent(customer.id),
  });
  if (templates.data && items.length === 0)
    return (
      <Sheet open title={t('try.title')} close={close}>
        <EmptyState icon="chat" title={t('try.none')} />
      </Sheet>
    );
  return (
    <Sheet
      open
      title={t('try.title')}
      close={close}
      note={t('try.note')}
      primary={{
        label: t('try.submit', { name: customer?.name ?? t('box.customer') }),
        disabled: !customer || !template || !channel,
        loading: send.isPending,
        onClick: () => {
          if (customer && template && channel)
            send.mutate({
              body: {
                customerId: customer.id,
                playbook: template.playbook,
                version: template.version,
                message: template.key,
                channel,
              },
            });
        },
      }}
    >
      <div className="hx-form">
        <Field label={t('try.customer')}>
          {(field) => (
            <Input
              {...field}
              autoFocus
              allowClear
              value={text}
              placeholder={t('try.customerHint')}
              onChange={(event) => {
                setText(event.target.value);
                setCustomer(null);
              }}
            />
          )}
        </Field>
        {text.trim() && !customer ? (
          <ul className="hx-box-found">
            {found.data?.items.map((row) => (
              <li key={row.customerId}>
                <button
                  type="button"
                  onClick={() => {
                    setCustomer({ id: row.customerId, name: row.name ?? row.externalId });
                    setText(row.name ?? row.externalId);
                  }}
                >
                  <span className="grow el">{row.name ?? row.externalId}</span>
                  <span className="f12 t3">{row.phone ?? row.email}</span>
                </button>
              </li>
            ))}
            {found.data?.items.length === 0 ? <li className="t3">{t('try.nobody')}</li> : null}
          </ul>
        ) : null}
        <Field label={t('try.template')}>
          {(field) => (
            <Select
              {...field}
              value={template ? key(template) : undefined}
              loading={templates.isLoading}
              options={items.map((item) => ({
                value: key(item),
                label: `${say(item.name)} · ${item.playbookName ? say(item.playbookName) : item.playbook}`,
              }))}
              onChange={setChosen}
            />
          )}
        </Field>
        <Field label={t('try.channel')}>
          {() => (
            <div>
              <Segmented
                value={channel}
                options={(template?.channels ?? []).map((each) => ({ value: each, label: t(`channel.${each}`) }))}
                onChange={(value) => setAsked(value)}
              />
            </div>
          )}
        </Field>
        <ErrorNote error={send.error} />
      </div>
    </Sheet>
  );
}
