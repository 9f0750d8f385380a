import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Facts, Section } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { listCustomers } from '../../../customers/contract.ts';
import { type ConversationDetail, linkConversation } from '../../contract.ts';
import { CHANGES } from '../thread/useLines.ts';
import { words } from '../words.ts';

/** An unknown sender: who may have written, a search, or a new customer. */
export function WhoIsIt({ detail, go }: { detail: ConversationDetail; go: (id: string) => void }) {
  const t = useWords(words);
  const can = useCan();
  const { conversation, claim, candidates } = detail;
  const link = useAction(linkConversation, { changes: CHANGES, onDone: (now) => go(now.conversationId) });
  const params = { conversation: conversation.conversationId };
  const isOne = (customer: string) => link.mutate({ params, body: { customer } });
  return (
    <>
      <Section title={t('side.who')}>
        <p className="t2">{t('side.whoHint')}</p>
        <ErrorNote error={link.error} />
      </Section>
      {claim ? (
        <Section title={t('side.claims')}>
          <Facts
            rows={[
              ...(claim.name ? [[t('side.createName'), claim.name] as const] : []),
              ...(claim.phone ? [[t('side.phone'), phoneText(claim.phone)] as const] : []),
              ...(claim.email ? [[t('side.email'), claim.email] as const] : []),
            ]}
          />
          <p className="t3 f12">{t('side.claimsHint')}</p>
        </Section>
      ) : null}
      {candidates.length > 0 ? (
        <Section title={t('side.candidates')}>
          <ul className="people">
            {candidates.map(({ customerId, name, phone, city, by }) => (
              <Person
                key={customerId}
                name={name ?? '—'}
                note={[phone && phoneText(phone), city, t(by === 'address' ? 'side.byAddress' : 'side.byClaim')]}
                act={can('inbox:write') ? () => isOne(customerId) : null}
                busy={link.isPending}
              />
            ))}
          </ul>
        </Section>
      ) : null}
      {can('inbox:write') ? (
        <>
          <Find not={candidates.map(({ customerId }) => customerId)} pick={isOne} busy={link.isPending} />
          <Create
            name={claim?.name ?? conversation.name ?? ''}
            busy={link.isPending}
            create={(name) => link.mutate({ params, body: { create: { name } } })}
          />
        </>
      ) : null}
    </>
  );
}

function Person({
  name,
  note,
  act,
  busy,
}: {
  name: string;
  note: readonly (string | null)[];
  act: (() => void) | null;
  busy: boolean;
}) {
  const t = useWords(words);
  return (
    <li>
      <span className="grow">
        <b>{name}</b>
        <span className="t3 f12">{note.filter(Boolean).join(' · ')}</span>
      </span>
      {act ? (
        <Button size="small" disabled={busy} onClick={act}>
          {t('side.isHer', { name })}
        </Button>
      ) : null}
    </li>
  );
}

function Find({ not, pick, busy }: { not: readonly string[]; pick: (id: string) => void; busy: boolean }) {
  const t = useWords(words);
  const can = useCan();
  const [q, setQ] = useState('');
  const asked = q.trim();
  const found = useEndpoint(
    listCustomers,
    { query: { q: asked, limit: 6 } },
    { enabled: asked !== '' && can('customers:read') },
  );
  const rows = (asked === '' ? [] : (found.data?.items ?? [])).filter(({ customerId }) => !not.includes(customerId));
  return (
    <Section title={t('side.find')}>
      <input
        className="hx-input"
        type="search"
        value={q}
        aria-label={t('side.find')}
        placeholder={t('side.find')}
        onChange={(event) => setQ(event.target.value)}
      />
      {asked !== '' && found.data && rows.length === 0 ? <p className="t3">{t('side.none')}</p> : null}
      <ul className="people">
        {rows.map((row) => (
          <Person
            key={row.customerId}
            name={row.name ?? row.externalId}
            note={[row.phone && phoneText(row.phone), row.city]}
            act={() => pick(row.customerId)}
            busy={busy}
          />
        ))}
      </ul>
    </Section>
  );
}

function Create({ name: first, busy, create }: { name: string; busy: boolean; create: (name: string) => void }) {
  const t = useWords(words);
  const [name, setName] = useState(first);
  return (
    <Section title={t('side.create')}>
      <form
        className="row g8"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') create(name.trim());
        }}
      >
        <input
          className="hx-input grow"
          value={name}
          maxLength={100}
          aria-label={t('side.createName')}
          placeholder={t('side.createName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit" disabled={name.trim() === ''} loading={busy}>
          {t('side.createDo')}
        </Button>
      </form>
    </Section>
  );
}
