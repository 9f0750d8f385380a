import { useMemo } from 'react';
import { useMe, useWorkspace } from '../../../../console/lib/session.tsx';
import { useLocale } from '../../../../console/lib/settings.ts';
import { compileTemplate, renderTemplate } from '../../../../engine/template/index.ts';
import type { Words } from '../../../../engine/words.ts';
import { courtesyName } from '../../../customers/contract-courtesy.ts';
import { attributeVariable, type ScriptVariable } from '../../../scripts/contract-variables.ts';
import type { TaskDetail } from '../../contract.ts';

/** What is said, with the customer's and one's own name in it. */
export function useSpeech({ customer, task }: TaskDetail): (words: Words) => string {
  const locale = useLocale();
  const { user } = useMe();
  const { name: company } = useWorkspace();
  const values = useMemo(() => {
    const known: Record<ScriptVariable, string | null> = {
      'customer.name': customer.name,
      'customer.first': courtesyName(customer, locale),
      'customer.city': customer.city,
      'customer.orders': customer.orders > 0 ? String(customer.orders) : null,
      'agent.name': user.name,
      'company.name': company,
      'workspace.name': company,
      'task.title': task.title[locale],
    };
    const own = customer.attributes.map(({ key, value }) => [attributeVariable(key), value] as const);
    return { ...known, ...Object.fromEntries(own) };
  }, [customer, task, user.name, company, locale]);
  return (words) => renderTemplate(compileTemplate(words[locale]).template, values).text;
}
