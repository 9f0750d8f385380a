import { Input, Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { ALL_TYPES, createWebhook, listWebhooks, updateWebhook, type Webhook } from '../contract.ts';
import { useTypes } from './types.ts';
import { words } from './words.ts';

interface WebhookSheetProps {
  /** The one to change; a new one when left out. */
  readonly hook?: Webhook;
  readonly close: () => void;
  readonly made?: (name: string, secret: string) => void;
}

/** Whom to tell, and of what. */
export default function WebhookSheet({ hook, close, made }: WebhookSheetProps) {
  const t = useWords(words);
  const types = useTypes();
  const [name, setName] = useState(hook?.name ?? '');
  const [url, setUrl] = useState(hook?.url ?? '');
  const [chosen, setChosen] = useState<string[]>(hook ? [...hook.types] : []);
  const create = useAction(createWebhook, {
    changes: [listWebhooks],
    onDone: ({ webhook, secret }) => made?.(webhook.name, secret),
  });
  const change = useAction(updateWebhook, { changes: [listWebhooks], onDone: close });
  const body = { name: name.trim(), url: url.trim(), types: chosen };
  const submit = () => (hook ? change.mutate({ params: { webhook: hook.webhookId }, body }) : create.mutate({ body }));
  const error = create.error ?? change.error;
  const label = body.name ? t(hook ? 'save' : 'create', { name: body.name }) : t('add');
  return (
    <Sheet
      open
      title={hook ? t('change') : t('add')}
      close={close}
      primary={{
        label,
        onClick: submit,
        disabled: !body.name || !body.url || chosen.length === 0,
        loading: create.isPending || change.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('name')} hint={t('nameHint')} error={error?.of('name')}>
          {(field) => (
            <Input {...field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('url')} hint={t('urlHint')} error={error?.of('url')}>
          {(field) => (
            <Input
              {...field}
              inputMode="url"
              placeholder="https://"
              maxLength={2000}
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('types')} error={error?.of('types')}>
          {(field) => (
            <Select
              {...field}
              mode="multiple"
              placeholder={t('typesPlace')}
              value={chosen}
              options={types.options}
              optionFilterProp="label"
              onChange={(next: string[]) => setChosen(next.at(-1) === ALL_TYPES ? [ALL_TYPES] : withoutAll(next))}
            />
          )}
        </Field>
        <ErrorNote error={error} />
      </Form>
    </Sheet>
  );
}

const withoutAll = (types: readonly string[]) =>
  types.length > 1 ? types.filter((one) => one !== ALL_TYPES) : [...types];
