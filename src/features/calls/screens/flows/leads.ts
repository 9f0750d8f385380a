import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { questionOf } from '../../../../engine/callflow/index.ts';
import type { Form } from '../../../../engine/forms/form.ts';
import type { CallStep } from '../../contract-definition.ts';
import { words } from './words.ts';

/** Where a step may lead, by what people see of it. */
export function useLeads(steps: readonly CallStep[], form: Form | null, locale: 'zh' | 'en') {
  const t = useWords(words);
  const say = useSay();
  return [
    ...steps.map((each, at) => {
      const asked = each.kind === 'ask' || each.kind === 'record' ? questionOf(form, each.question) : undefined;
      const text = asked ? say(asked.title) : (each.words?.[locale] ?? '');
      return { value: each.id, label: `${t('step', { n: at + 1, what: t(`kind.${each.kind}`) })} ${text}`.trim() };
    }),
    { value: 'end', label: t('finish') },
  ];
}
