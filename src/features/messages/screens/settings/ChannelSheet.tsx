import { Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { type Channel, type ChannelField, listChannels, setChannel } from '../../contract-settings.ts';
import { words } from '../words.ts';

/** The settings of what carries a channel, drawn from its own fields. */
export default function ChannelSheet({
  channel,
  close,
  saved,
}: {
  channel: Channel;
  close: () => void;
  saved: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const [name, setName] = useState(channel.adapter ?? channel.adapters[0]?.name);
  const adapter = channel.adapters.find((each) => each.name === name);
  const [draft, setDraft] = useState<Readonly<Record<string, unknown>>>(
    channel.adapter ? channel.settings : initialOf(adapter),
  );
  const [perSecond, setPerSecond] = useState(channel.perSecond);
  const save = useAction(setChannel, { changes: [listChannels], onDone: saved });
  if (!adapter) return null;
  const set = (key: string, value: unknown) => setDraft({ ...draft, [key]: value });
  return (
    <Sheet
      open
      title={t('channels.sheet', { channel: say(adapter.words) })}
      close={close}
      width={440}
      primary={{
        label: t('channels.save'),
        loading: save.isPending,
        onClick: () =>
          save.mutate({
            params: { channel: channel.channel },
            body: { adapter: adapter.name, settings: draft, perSecond },
          }),
      }}
    >
      <div className="hx-form">
        {channel.adapters.length > 1 ? (
          <Field label={t('channels.provider')}>
            {(props) => (
              <Select
                {...props}
                value={adapter.name}
                options={channel.adapters.map((each) => ({ value: each.name, label: say(each.words) }))}
                onChange={(next) => {
                  const chosen = channel.adapters.find((each) => each.name === next);
                  setName(next);
                  setDraft(next === channel.adapter ? channel.settings : initialOf(chosen));
                }}
              />
            )}
          </Field>
        ) : null}
        {channel.unreadable ? <Note tone="bad">{t('channels.unreadable')}</Note> : null}
        {adapter.fields.map((field) => (
          <Field
            key={field.key}
            label={say(field.label)}
            hint={field.hint ? say(field.hint) : undefined}
            error={save.error?.of(`settings.${field.key}`) ?? save.error?.of(field.key)}
          >
            {(props) => (
              <Control
                field={field}
                props={props}
                value={draft[field.key]}
                kept={channel.adapter === adapter.name && channel.secretsSet.includes(field.key)}
                set={(value) => set(field.key, value)}
              />
            )}
          </Field>
        ))}
        <Field
          label={t('channels.perSecond')}
          hint={adapter.perSecond ? t('channels.perSecondMost', { n: adapter.perSecond }) : t('channels.perSecondHint')}
          error={save.error?.of('perSecond')}
        >
          {(props) => (
            <InputNumber
              {...props}
              style={{ width: 120 }}
              min={1}
              max={adapter.perSecond ?? 10_000}
              precision={0}
              value={perSecond}
              onChange={(next) => setPerSecond(next)}
            />
          )}
        </Field>
        {adapter.calledBack ? (
          <Field label={t('channels.callback')} hint={t('channels.callbackHint')}>
            {(props) => (
              <Input
                {...props}
                readOnly
                value={channel.callbackUrl}
                suffix={<CopyButton text={channel.callbackUrl} />}
              />
            )}
          </Field>
        ) : null}
        <ErrorNote error={save.error} />
      </div>
    </Sheet>
  );
}

/** What stands in a form nobody has filled in yet. */
function initialOf(adapter: Channel['adapters'][number] | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (adapter?.fields ?? []).flatMap(({ key, initial }) => (initial === undefined ? [] : [[key, initial]])),
  );
}

function Control({
  field,
  props,
  value,
  kept,
  set,
}: {
  field: ChannelField;
  props: { readonly id: string };
  value: unknown;
  kept: boolean;
  set: (value: unknown) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  if (field.kind === 'number')
    return (
      <InputNumber
        {...props}
        style={{ width: 120 }}
        min={0}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => set(next)}
      />
    );
  if (field.kind === 'boolean')
    return (
      <div>
        <Segmented
          id={props.id}
          value={value === true}
          options={[
            { value: true, label: t('channels.yes') },
            { value: false, label: t('channels.no') },
          ]}
          onChange={(next) => set(next)}
        />
      </div>
    );
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'choice')
    return (
      <Select
        {...props}
        value={text || null}
        options={(field.options ?? []).map((option) => ({ value: option.value, label: say(option.label) }))}
        onChange={(next) => set(next)}
      />
    );
  if (field.kind === 'lines')
    return (
      <Input.TextArea
        {...props}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={text}
        onChange={(event) => set(event.target.value)}
      />
    );
  if (field.kind === 'secret')
    return (
      <Input.Password
        {...props}
        autoComplete="new-password"
        placeholder={kept ? t('channels.keep') : ''}
        value={text}
        onChange={(event) => set(event.target.value)}
      />
    );
  return <Input {...props} autoComplete="off" value={text} onChange={(event) => set(event.target.value)} />;
}
