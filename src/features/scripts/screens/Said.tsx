import { useSay } from '../../../console/lib/i18n.ts';
import { compileTemplate } from '../../../engine/template/index.ts';
import type { Words } from '../../../engine/words.ts';

/** What stands in the place of a variable until there is a customer. */
const NAMES: Readonly<Record<string, Words>> = {
  'customer.name': { zh: '客户姓名', en: 'customer’s name' },
  'customer.first': { zh: '客户称呼', en: 'salutation' },
  'company.name': { zh: '公司名', en: 'company' },
  'agent.name': { zh: '坐席姓名', en: 'agent’s name' },
};

/** Words with their variables marked by what will stand there; the title of a mark is the variable as it is written. */
export function Said({ text }: { text: string }) {
  const say = useSay();
  return compileTemplate(text).template.parts.map((part, at) => {
    // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
    if (typeof part === 'string') return <span key={at}>{part}</span>;
    const name = NAMES[part.path];
    const written = `{{${part.path}${part.fallback === null ? '' : `|${part.fallback}`}}}`;
    return (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
      <mark key={at} title={written}>
        {name ? say(name) : part.path}
      </mark>
    );
  });
}
