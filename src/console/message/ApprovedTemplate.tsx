import { Input, Select } from 'antd';
import { fillSms, variablesIn } from '../../engine/sms/template.ts';
import { listChannelTemplates } from '../../features/messages/contract-channel-templates.ts';
import { useWords } from '../lib/i18n.ts';
import { useEndpoint } from '../query.ts';
import { Field } from '../ui/Field.tsx';
import { words } from './words.ts';

export interface BoundTemplate {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

interface ApprovedTemplateProps {
  readonly bound: BoundTemplate | null;
  /** `text`: what the template gives with these values; null: none is named any more, and the words stay. */
  readonly bind: (bound: BoundTemplate | null, text: string | null) => void;
  /** What is wrong with the value of a variable. */
  readonly error: (name: string) => string | undefined;
}

/** An approved template of the provider and what goes into its variables; the text is then what it gives. */
export function ApprovedTemplate({ bound, bind, error }: ApprovedTemplateProps) {
  const t = useWords(words);
  const known = useEndpoint(listChannelTemplates, {}, { staleTime: 60_000 });
  const items = known.data?.items ?? [];
  const approved = items.filter(({ state, key }) => state === 'approved' || key === bound?.key);
  const chosen = items.find(({ key }) => key === bound?.key);
  const isGone = bound !== null && known.data !== undefined && !chosen;
  if (approved.length === 0 && !isGone) return null;
  const fill = (key: string, values: BoundTemplate['values']) => {
    const text = approved.find((each) => each.key === key)?.text;
    if (text !== undefined) bind({ key, values }, fillSms(text, values));
  };
  const pick = (key: string) => {
    const template = approved.find((each) => each.key === key);
    if (!template) return bind(null, null);
    // The first thing one says of somebody is her name.
    fill(key, Object.fromEntries(variablesIn(template.text).map((name) => [name, '{{customer.name|您}}'])));
  };
  return (
    <>
      <Field
        label={t('template')}
        hint={t('templateHint')}
        error={isGone ? t('templateGone', { key: bound.key }) : undefined}
      >
        {(field) => (
          <Select
            {...field}
            value={bound?.key ?? ''}
            options={[
              { value: '', label: t('templateAny') },
              ...approved.map(({ key, name, state }) => ({
                value: key,
                label: state === 'approved' ? name : `${name} · ${t('templateNot')}`,
              })),
            ]}
            onChange={pick}
          />
        )}
      </Field>
      {chosen && bound
        ? variablesIn(chosen.text).map((name) => (
            <Field key={name} label={`\${${name}}`} error={error(name)}>
              {(field) => (
                <Input
                  {...field}
                  maxLength={200}
                  value={bound.values[name] ?? ''}
                  onChange={(event) => fill(chosen.key, { ...bound.values, [name]: event.target.value })}
                />
              )}
            </Field>
          ))
        : null}
    </>
  );
}
