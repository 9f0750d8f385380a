import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { listCustomers } from '../../customers/contract.ts';
import { getWecom, linkWecomContact, listWecomContacts, type WecomContact } from '../contract.ts';
import { words } from './words.ts';
import './wecom.css';

/** Which customer a friend is: found by name or number, or made. */
export default function LinkSheet({ contact, close }: { contact: WecomContact; close: () => void }) {
  const t = useWords(words);
  const name = contact.remark ?? contact.name ?? '';
  const [text, setText] = useState(name);
  const q = text.trim();
  const found = useEndpoint(listCustomers, { query: { q, limit: 8 } }, { enabled: q.length > 0 });
  const link = useAction(linkWecomContact, { changes: [listWecomContacts, getWecom], onDone: close });
  const params = { contact: contact.externalId };
  const rows = found.data?.items ?? [];
  return (
    <Sheet
      open
      title={t('link.title', { name: name || contact.externalId })}
      close={close}
      note={t('link.note')}
      primary={{
        label: t('link.create', { name: q }),
        disabled: q.length === 0,
        loading: link.isPending,
        onClick: () => link.mutate({ params, body: { create: { name: q } } }),
      }}
    >
      <div className="hx-form">
        <Field label={t('link.search')}>
          {(field) => (
            <Input {...field} autoFocus allowClear value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <ErrorNote error={link.error} />
        {found.data && rows.length === 0 ? <p className="t3">{t('link.none')}</p> : null}
        <ul className="hx-wecom-found">
          {rows.map((row) => (
            <li key={row.customerId}>
              <span className="grow el">
                <span className="fw5">{row.name ?? row.externalId}</span>
                <span className="f12 t3"> {row.phone ?? row.email ?? row.city}</span>
              </span>
              <Button
                size="small"
                disabled={link.isPending}
                onClick={() => link.mutate({ params, body: { customer: row.customerId } })}
              >
                {t('link.choose')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
