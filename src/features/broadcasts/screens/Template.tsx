import { Input, Select } from 'antd';
import { fillSms, variablesIn } from '../../../engine/sms/template.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { listChannelTemplates } from '../../messages/contract-channel-templates.ts';
import type { Locale } from '../../../engine/words.ts';
import { only, type Said } from './draft.ts';
import { words } from './words.ts';

/** An approved template of the provider and what goes into its variables; the text is then what it gives, to everybody in one language. */
export function Template({
  said,
  language,
  change,
  error,
}: {
  said: Said;
  language: Locale;
  change: (part: Partial<Said>) => void;
  error: (path: string) => string | undefined;
}) {
  const t = useWords(words);
  const known = useEndpoint(listChannelTemplates, {}, { staleTime: 60_000 });
  const approved = (known.data?.items ?? []).filter(({ state }) => state === 'approved');
  if (approved.length === 0) return null;
  const chosen = approved.find(({ key }) => key === said.template?.key);
  const fill = (key: string, values: Readonly<Record<string, string>>) => {
    const text = approved.find((each) => each.key === key)?.text;
    if (text !== undefined) change({ template: { key, values }, text: only(language, fillSms(text, values)) });
  };
  const pick = (key: string) => {
    const template = approved.find((each) => each.key === key);
    if (!template) return change({ template: null });
    // The first thing one says of somebody is her name.
    fill(key, Object.fromEntries(variablesIn(template.text).map((name) => [name, '{{customer.name|您}}'])));
  };
  return (
    <>
      <Field label={t('editor.template')} hint={t('editor.templateHint')}>
        {(field) => (
          <Select
            {...field}
            value={said.template?.key ?? ''}
            options={[
              { value: '', label: t('editor.templateAny') },
              ...approved.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={pick}
          />
        )}
      </Field>
      {chosen && said.template
        ? variablesIn(chosen.text).map((name) => (
            <Field key={name} label={`\${${name}}`} error={error(`channels.sms.template.values.${name}`)}>
              {(field) => (
                <Input
                  {...field}
                  maxLength={200}
                  value={said.template?.values[name] ?? ''}
                  onChange={(event) => fill(chosen.key, { ...said.template?.values, [name]: event.target.value })}
                />
              )}
            </Field>
          ))
        : null}
    </>
  );
}
