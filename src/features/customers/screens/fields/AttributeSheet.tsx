import { Input, Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import {
  type Attribute,
  ATTRIBUTE_TYPES,
  createAttribute,
  deleteAttribute,
  listAttributes,
  updateAttribute,
} from '../../contract.ts';
import { readChoices, writeChoices } from './choices.ts';
import { words } from './words.ts';

/** A new attribute (null), or one to rename or delete. */
export default function AttributeSheet({ attribute, close }: { attribute: Attribute | null; close: () => void }) {
  const t = useWords(words);
  const [draft, setDraft] = useState({
    zh: attribute?.zh ?? '',
    en: attribute?.en ?? '',
    key: attribute?.key ?? '',
    type: attribute?.type ?? ('text' as Attribute['type']),
    choices: writeChoices(attribute?.choices ?? []),
  });
  const [sure, setSure] = useState(false);
  const options = { changes: [listAttributes], onDone: close };
  const create = useAction(createAttribute, options);
  const update = useAction(updateAttribute, options);
  const remove = useAction(deleteAttribute, options);
  const action = attribute ? update : create;
  const name = draft.zh.trim();
  // Until a key is typed, the English name proposes one.
  const proposed = draft.en
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  const key = draft.key || proposed;
  const body = {
    zh: name,
    en: draft.en.trim() || name,
    choices: draft.type === 'choice' ? readChoices(draft.choices, attribute?.choices ?? []) : [],
  };
  const isReady = name !== '' && key !== '' && (draft.type !== 'choice' || body.choices.length > 0);
  const submit = () => {
    if (!isReady) return;
    if (attribute) update.mutate({ params: { key: attribute.key }, body });
    else create.mutate({ body: { ...body, key, type: draft.type } });
  };
  const wrong = (field: string) => action.error?.of(field);
  return (
    <Sheet
      open
      title={attribute?.zh ?? t('attributes.new')}
      close={close}
      primary={{
        label: attribute ? t('attributes.save') : name ? t('attributes.create', { name }) : t('attributes.new'),
        onClick: submit,
        disabled: !isReady,
        loading: action.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('attributes.zh')} error={wrong('zh')}>
          {(field) => (
            <Input
              {...field}
              autoFocus
              maxLength={60}
              value={draft.zh}
              onChange={(event) => setDraft({ ...draft, zh: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('attributes.en')} error={wrong('en')}>
          {(field) => (
            <Input
              {...field}
              maxLength={60}
              placeholder={draft.zh}
              value={draft.en}
              onChange={(event) => setDraft({ ...draft, en: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('attributes.key')} hint={attribute ? undefined : t('attributes.keyHint')} error={wrong('key')}>
          {(field) => (
            <Input
              {...field}
              disabled={attribute !== null}
              maxLength={40}
              placeholder={proposed}
              value={draft.key}
              onChange={(event) => setDraft({ ...draft, key: event.target.value.toLowerCase() })}
            />
          )}
        </Field>
        <Field label={t('attributes.type')} hint={attribute ? undefined : t('attributes.typeHint')}>
          {({ id }) => (
            <Select
              id={id}
              disabled={attribute !== null}
              value={draft.type}
              options={ATTRIBUTE_TYPES.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
              onChange={(type) => setDraft({ ...draft, type })}
            />
          )}
        </Field>
        {draft.type === 'choice' ? (
          <Field label={t('attributes.choices')} hint={t('attributes.choicesHint')} error={wrong('choices')}>
            {(field) => (
              <Input.TextArea
                {...field}
                autoSize={{ minRows: 4, maxRows: 14 }}
                value={draft.choices}
                onChange={(event) => setDraft({ ...draft, choices: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        {action.error && action.error.errors.length === 0 ? <ErrorNote error={action.error} /> : null}
        {attribute ? (
          <div
            className="hx-field"
            style={{ borderTop: '1px solid var(--line)', paddingTop: 16, justifyItems: 'start' }}
          >
            <Button
              danger
              icon="trash"
              loading={remove.isPending}
              onClick={() => (sure ? remove.mutate({ params: { key: attribute.key } }) : setSure(true))}
            >
              {sure ? t('attributes.removeSure', { name: attribute.zh }) : t('attributes.remove')}
            </Button>
            <p>{t('attributes.removeHint')}</p>
            <ErrorNote error={remove.error} />
          </div>
        ) : null}
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
