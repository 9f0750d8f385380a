import { Input } from 'antd';
import { useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { addTag, type CustomerDetail, getCustomer, listCustomers, listTags, removeTag } from '../../contract.ts';
import { TagChoices } from '../TagChoices.tsx';
import { words } from './words.ts';

type Detail = CustomerDetail['tagDetails'][number];

/** Tags with who gave them and why. Removing asks nothing: it can be undone. */
export function Tags({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const actor = useActorName();
  const can = useCan();
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [gone, setGone] = useState<Detail | null>(null);
  const changes = [getCustomer, listCustomers, listTags];
  const add = useAction(addTag, { changes });
  const remove = useAction(removeTag, { changes });
  const params = { id: customer.customerId };
  const mayChange = can('customers:write');
  return (
    <Section
      title={t('tags')}
      extra={
        mayChange && !adding ? (
          <Button size="small" icon="plus" onClick={() => setAdding(true)}>
            {t('addTag')}
          </Button>
        ) : undefined
      }
    >
      {adding ? (
        <TagForm
          has={customer.tags}
          busy={add.isPending}
          close={() => setAdding(false)}
          add={(tag, reason) =>
            add.mutate(
              { params, body: { tag, ...(reason ? { reason } : {}) } },
              {
                onSuccess: () => {
                  setAdding(false);
                  setGone(null);
                },
              },
            )
          }
        />
      ) : null}
      <ErrorNote error={add.error ?? remove.error} />
      {customer.tagDetails.length === 0 && !adding && !gone ? <p className="t3">{t('tagsNone')}</p> : null}
      <ul className="tags">
        {customer.tagDetails.map((detail) => (
          <li key={detail.tag}>
            <span className="hx-tag">{detail.tag}</span>
            <span className="grow">
              {detail.reason ? <span className="reason">{detail.reason}</span> : null}
              <span className="f12 t3">
                {t('tagBy', {
                  name: detail.by === 'feedback' ? t('tagHeard') : actor(detail.by),
                  when: format.when(detail.at),
                })}
              </span>
            </span>
            {mayChange ? (
              <Button
                size="small"
                type="text"
                icon="close"
                label={t('removeTag', { tag: detail.tag })}
                disabled={remove.isPending}
                onClick={() =>
                  remove.mutate({ params: { ...params, tag: detail.tag } }, { onSuccess: () => setGone(detail) })
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
      {gone ? (
        <p className="f12 t2 gone" role="status">
          {t('removed', { tag: gone.tag })}{' '}
          <button
            type="button"
            className="hx-link"
            disabled={add.isPending}
            onClick={() =>
              add.mutate(
                { params, body: { tag: gone.tag, ...(gone.reason ? { reason: gone.reason } : {}) } },
                { onSuccess: () => setGone(null) },
              )
            }
          >
            {t('undo')}
          </button>
        </p>
      ) : null}
    </Section>
  );
}

function TagForm({
  has,
  busy,
  add,
  close,
}: {
  has: readonly string[];
  busy: boolean;
  add: (tag: string, reason: string) => void;
  close: () => void;
}) {
  const t = useWords(words);
  const [tag, setTag] = useState('');
  const [reason, setReason] = useState('');
  const name = tag.trim();
  return (
    <form
      className="tag-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name) add(name, reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <Input
        autoFocus
        maxLength={60}
        value={tag}
        placeholder={t('tagPlace')}
        aria-label={t('tags')}
        onChange={(event) => setTag(event.target.value)}
      />
      <TagChoices typed={name} has={has} choose={setTag} />
      <Input
        maxLength={300}
        value={reason}
        placeholder={t('reasonPlace')}
        aria-label={t('reasonPlace')}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row g8 end">
        <Button size="small" onClick={close}>
          {t('cancel')}
        </Button>
        <Button size="small" htmlType="submit" disabled={!name} loading={busy}>
          {t('addThis')}
        </Button>
      </div>
    </form>
  );
}
