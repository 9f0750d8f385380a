import { Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { createCustomer, GENDERS, listCustomers } from '../contract.ts';
import { words } from './words.ts';

const EMPTY = { externalId: '', name: '', phone: '', email: '', city: '', birthday: '', gender: '' };
type Draft = typeof EMPTY;

/** A customer made by hand. Nothing is needed but one thing to find her by. */
export default function CreateSheet({ close }: { close: () => void }) {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const create = useAction(createCustomer, {
    changes: [listCustomers],
    onDone: (made) => {
      // ← from her page leads to the list, not back into this form.
      close();
      void navigate(to(`customers/${encodeURIComponent(made.customerId)}`));
    },
  });
  const set = (key: keyof Draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [key]: event.target.value });
  const given = Object.fromEntries(
    Object.entries(draft)
      .map(([key, value]) => [key, value.trim()])
      .filter(([, value]) => value !== ''),
  );
  const isFindable = ['externalId', 'name', 'phone', 'email'].some((key) => key in given);
  const submit = () => {
    if (isFindable) create.mutate({ body: given });
  };
  const wrong = (key: string) =>
    create.error?.of(key) ??
    (key === 'externalId' && create.error?.code === 'customer_exists' ? create.error.message : undefined);
  const isShown = create.error && (create.error.errors.length > 0 || create.error.code === 'customer_exists');
  const text = (key: 'name' | 'phone' | 'email' | 'city' | 'externalId', autoFocus = false) => (
    <Field
      label={t(key)}
      optional={key === 'name' ? undefined : t('optional')}
      hint={key === 'externalId' ? t('externalIdHint') : undefined}
      error={wrong(key)}
    >
      {(field) => (
        <Input
          {...field}
          autoFocus={autoFocus}
          autoComplete="off"
          inputMode={key === 'phone' ? 'tel' : key === 'email' ? 'email' : 'text'}
          maxLength={200}
          value={draft[key]}
          onChange={set(key)}
        />
      )}
    </Field>
  );
  return (
    <Sheet
      open
      title={t('new')}
      close={close}
      note={isFindable ? undefined : t('needOne')}
      primary={{
        label: given.name ? t('createNamed', { name: given.name }) : t('create'),
        onClick: submit,
        disabled: !isFindable,
        loading: create.isPending,
      }}
    >
      <Form onSubmit={submit}>
        {text('name', true)}
        {text('phone')}
        {text('email')}
        {text('externalId')}
        <Field label={t('gender')} optional={t('optional')} error={wrong('gender')}>
          {({ id, status }) => (
            <Select
              id={id}
              status={status}
              allowClear
              value={draft.gender || undefined}
              options={GENDERS.map((value) => ({ value, label: t(`genders.${value}`) }))}
              onChange={(gender?: string) => setDraft({ ...draft, gender: gender ?? '' })}
            />
          )}
        </Field>
        <Field label={t('birthday')} optional={t('optional')} error={wrong('birthday')}>
          {(field) => <Input {...field} type="date" value={draft.birthday} onChange={set('birthday')} />}
        </Field>
        {text('city')}
        {create.error && !isShown ? <ErrorNote error={create.error} /> : null}
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
