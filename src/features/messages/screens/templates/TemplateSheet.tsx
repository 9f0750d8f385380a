import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Words } from '../../../../engine/words.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { LINK_MODES, SMS_PURPOSES } from '../../../../engine/sms/template.ts';
import {
  type ChannelTemplate,
  createChannelTemplate,
  listChannelTemplates,
  removeChannelTemplate,
  TEMPLATE_STATES,
  type TemplateInput,
  updateChannelTemplate,
} from '../../contract-channel-templates.ts';
import { Rules } from './Rules.tsx';
import { words } from './words.ts';

export interface Carried {
  readonly name: string;
  readonly words: Words;
  readonly numbered: boolean;
}

interface TemplateSheetProps {
  /** The one to change; a new one when left out. */
  readonly template?: ChannelTemplate;
  readonly carriers: readonly Carried[];
  readonly adapter: string | null;
  readonly close: () => void;
}

/** A template, with the rules of the platforms beside it as one types. */
export default function TemplateSheet({ template, carriers, adapter, close }: TemplateSheetProps) {
  const t = useWords(words);
  const say = useSay();
  const [draft, setDraft] = useState<TemplateInput & { key: string }>(
    template ? inputOf(template) : { ...EMPTY, adapter: adapter ?? carriers[0]?.name ?? '' },
  );
  const set = (part: Partial<TemplateInput & { key: string }>) => setDraft({ ...draft, ...part });
  const options = { changes: [listChannelTemplates], onDone: close };
  const create = useAction(createChannelTemplate, options);
  const change = useAction(updateChannelTemplate, options);
  const remove = useAction(removeChannelTemplate, options);
  const error = create.error ?? change.error ?? remove.error;
  const { key, ...body } = draft;
  const submit = () =>
    template ? change.mutate({ params: { template: template.key }, body }) : create.mutate({ body: draft });
  const numbered = carriers.find(({ name }) => name === draft.adapter)?.numbered ?? false;
  const named = numbered ? '${1}' : '${name}';
  return (
    <Sheet
      open
      title={t(template ? 'change' : 'add')}
      close={close}
      width={520}
      primary={{
        label: draft.name ? t('save', { name: draft.name }) : t('add'),
        onClick: submit,
        disabled: !draft.name || !draft.text || (!template && key.length < 2),
        loading: create.isPending || change.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('name')} error={error?.of('name')}>
          {(field) => (
            <Input {...field} maxLength={60} value={draft.name} onChange={(e) => set({ name: e.target.value })} />
          )}
        </Field>
        {template ? null : (
          <Field label={t('key')} hint={t('keyHint')} error={error?.of('key')}>
            {(field) => (
              <Input
                {...field}
                maxLength={60}
                value={key}
                onChange={(e) => set({ key: e.target.value.toLowerCase() })}
              />
            )}
          </Field>
        )}
        <Pick
          label={t('adapter')}
          value={draft.adapter}
          options={carriers.map((each) => ({ value: each.name, label: say(each.words) }))}
          error={error?.of('adapter')}
          set={(next) => set({ adapter: next })}
        />
        <Pick
          label={t('purpose')}
          value={draft.purpose}
          options={SMS_PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          set={(purpose) => set({ purpose })}
        />
        <Field label={t('sign')} hint={t('signHint')} error={error?.of('sign')}>
          {(field) => (
            <Input {...field} maxLength={20} value={draft.sign} onChange={(e) => set({ sign: e.target.value })} />
          )}
        </Field>
        <Field
          label={t('text')}
          hint={t(numbered ? 'textHintNumbered' : 'textHint', { named })}
          error={error?.of('text')}
        >
          {(field) => (
            <Input.TextArea
              {...field}
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={600}
              value={draft.text}
              onChange={(e) => set({ text: e.target.value })}
            />
          )}
        </Field>
        <Rules template={{ ...draft, numbered }} />
        <Pick
          label={t('link')}
          hint={t('linkHint')}
          value={draft.linkMode}
          options={LINK_MODES.map((value) => ({ value, label: t(`links.${value}`) }))}
          set={(linkMode) => set({ linkMode })}
        />
        <Field label={t('ref')} hint={t('refHint')} error={error?.of('ref')}>
          {(field) => (
            <Input {...field} maxLength={64} value={draft.ref} onChange={(e) => set({ ref: e.target.value })} />
          )}
        </Field>
        <Pick
          label={t('state')}
          value={draft.state}
          options={TEMPLATE_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          set={(state) => set({ state })}
        />
        {draft.state === 'rejected' ? (
          <Field label={t('reason')} error={error?.of('reason')}>
            {(field) => (
              <Input
                {...field}
                maxLength={500}
                value={draft.reason}
                onChange={(e) => set({ reason: e.target.value })}
              />
            )}
          </Field>
        ) : null}
        <ErrorNote error={error} />
        {template ? (
          <div>
            <Button
              size="small"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params: { template: template.key } })}
            >
              {t('remove')}
            </Button>
          </div>
        ) : null}
      </Form>
    </Sheet>
  );
}

const EMPTY: TemplateInput & { key: string } = {
  key: '',
  name: '',
  adapter: '',
  ref: '',
  sign: '',
  text: '',
  purpose: 'notice',
  linkMode: 'none',
  state: 'draft',
  reason: '',
};

function inputOf({ key, name, adapter, ref, sign, text, purpose, linkMode, state, reason }: ChannelTemplate) {
  return { key, name, adapter, ref, sign, text, purpose, linkMode, state, reason };
}

function Pick<V extends string>({
  label,
  hint,
  value,
  options,
  error,
  set,
}: {
  label: string;
  hint?: string;
  value: V;
  options: { value: V; label: string }[];
  error?: string | undefined;
  set: (value: V) => void;
}) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error}>
      {(field) => <Select {...field} value={value} options={options} onChange={(next: V) => set(next)} />}
    </Field>
  );
}
