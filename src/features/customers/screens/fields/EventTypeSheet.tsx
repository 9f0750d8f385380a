import { Input } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Facts } from '../../../../console/ui/Card.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { type EventTypeRow, listEventTypes, nameEventType } from '../../../events/contract.ts';
import { words } from './words.ts';

const JSON_TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;

/** The names of a type, and what comes with its events. */
export default function EventTypeSheet({ row, close }: { row: EventTypeRow; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [draft, setDraft] = useState(row.words);
  const rename = useAction(nameEventType, { changes: [listEventTypes], onDone: close });
  const mayChange = can('events:write');
  const zh = draft.zh.trim();
  const submit = () => {
    if (zh) rename.mutate({ params: { type: row.type }, body: { zh, en: draft.en.trim() || zh } });
  };
  const typeWord = (type: string) => {
    const known = JSON_TYPES.find((one) => one === type);
    return known ? t(`events.types.${known}`) : type;
  };
  const properties = Object.entries(row.properties);
  return (
    <Sheet
      open
      title={say(row.words)}
      close={close}
      primary={
        mayChange
          ? {
              label: t('events.save'),
              onClick: submit,
              disabled: !zh || (zh === row.words.zh && draft.en.trim() === row.words.en),
              loading: rename.isPending,
            }
          : undefined
      }
    >
      <Form onSubmit={submit}>
        <Field label={t('attributes.zh')} error={rename.error?.of('zh')}>
          {(field) => (
            <Input
              {...field}
              disabled={!mayChange}
              maxLength={60}
              value={draft.zh}
              onChange={(event) => setDraft({ ...draft, zh: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('attributes.en')} error={rename.error?.of('en')}>
          {(field) => (
            <Input
              {...field}
              disabled={!mayChange}
              maxLength={60}
              value={draft.en}
              onChange={(event) => setDraft({ ...draft, en: event.target.value })}
            />
          )}
        </Field>
        <ErrorNote error={rename.error} />
        <Facts
          rows={[
            [t('events.code'), row.type],
            [t('events.events'), format.number(row.events)],
            [t('events.customers'), format.number(row.customers)],
          ]}
        />
        <div className="hx-field">
          <span className="fw5">{t('events.properties')}</span>
          {properties.length > 0 ? (
            <Facts rows={properties.map(([name, type]) => [name, typeWord(type)])} />
          ) : (
            <p>{t('events.noProperties')}</p>
          )}
        </div>
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
