import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import type { CustomerDetail } from '../../contract.ts';
import { listReaders, revealContact } from '../../contract-reads.ts';
import { words } from './words.ts';

/** Her number: whole for those who may see all, else masked, with a button that shows this one and leaves a trace. */
export function Contact({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const [shown, setShown] = useState<string | null>(null);
  const reveal = useAction(revealContact, { changes: [listReaders], onDone: ({ value }) => setShown(value) });
  const phone = shown ?? customer.phone;
  if (!phone) return null;
  if (can('customers:reveal') || shown) return <CopyButton text={phone} shown={phoneText(phone)} />;
  return (
    <span className="row g6" style={{ display: 'inline-flex' }}>
      {phoneText(phone)}
      {can('customers:contact') ? (
        <button
          type="button"
          className="hx-link f12"
          aria-label={t('reveal', { name: t('phone') })}
          disabled={reveal.isPending}
          onClick={() => reveal.mutate({ params: { id: customer.customerId }, body: { what: 'phone' } })}
        >
          {t('revealShort')}
        </button>
      ) : null}
      <ErrorNote error={reveal.error} />
    </span>
  );
}
