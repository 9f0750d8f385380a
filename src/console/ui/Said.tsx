import { compileTemplate } from '../../engine/template/index.ts';
import { listTextVariables } from '../../features/messages/contract-records.ts';
import { useSay } from '../lib/i18n.ts';
import { useCan } from '../lib/session.tsx';
import { useEndpoint } from '../query.ts';
import './Said.css';

/** Words of a message or script as people read them: what is filled in for each customer stands there by its name, marked. */
export function Said({ text }: { readonly text: string }) {
  const say = useSay();
  const can = useCan();
  const known = useEndpoint(listTextVariables, {}, { enabled: can('messages:read'), staleTime: 600_000 });
  return compileTemplate(text).template.parts.map((part, at) => {
    // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
    if (typeof part === 'string') return <span key={at}>{part}</span>;
    const variable = known.data?.items.find(({ name }) => name === part.path);
    const written = `{{${part.path}${part.fallback === null ? '' : `|${part.fallback}`}}}`;
    return (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
      <mark key={at} className="hx-variable" title={written}>
        {variable ? say(variable.words) : known.isLoading ? '…' : part.path}
      </mark>
    );
  });
}
