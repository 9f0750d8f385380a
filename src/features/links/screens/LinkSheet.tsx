import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { changeNamedLink, getNamedLink, listNamedLinks, makeNamedLink, type NamedLink } from '../contract.ts';
import { words } from './words.ts';

interface LinkSheetProps {
  /** The one to change; a new one when left out. */
  readonly link?: NamedLink;
  readonly close: () => void;
  readonly done?: (link: NamedLink) => void;
}

export default function LinkSheet({ link, close, done }: LinkSheetProps) {
  const t = useWords(words);
  const [name, setName] = useState(link?.name ?? '');
  const [target, setTarget] = useState(link?.target ?? '');
  const [days, setDays] = useState<number | null>(null);
  const onDone = (made: NamedLink) => {
    close();
    done?.(made);
  };
  const make = useAction(makeNamedLink, { changes: [listNamedLinks], onDone });
  const change = useAction(changeNamedLink, { changes: [listNamedLinks, getNamedLink], onDone });
  const error = make.error ?? change.error;
  const body = { name: name.trim(), target: target.trim() };
  const submit = () =>
    link ? change.mutate({ params: { shortLink: link.linkId }, body }) : make.mutate({ body: { ...body, days } });
  const label = body.name ? t(link ? 'save' : 'makeNamed', { name: body.name }) : t('make');
  return (
    <Sheet
      open
      title={link ? t('change') : t('make')}
      close={close}
      primary={{
        label,
        onClick: submit,
        disabled: !body.name || !body.target,
        loading: make.isPending || change.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('name')} hint={t('nameHint')} error={error?.of('name')}>
          {(field) => (
            <Input {...field} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('target')} hint={t('targetHint')} error={error?.of('target')}>
          {(field) => (
            <Input
              {...field}
              inputMode="url"
              placeholder="https://"
              maxLength={2000}
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            />
          )}
        </Field>
        {link ? null : (
          <Field label={t('days')} hint={t('daysHint')} error={error?.of('days')} optional={t('optional')}>
            {(field) => <InputNumber {...field} min={1} max={3650} precision={0} value={days} onChange={setDays} />}
          </Field>
        )}
        <ErrorNote error={error} />
      </Form>
    </Sheet>
  );
}
