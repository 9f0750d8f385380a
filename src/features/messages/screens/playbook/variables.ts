import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import type { Locale } from '../../../../engine/words.ts';
import type { ChannelKind } from '../../contract-definition.ts';
import { listTextVariables, type TextVariable } from '../../contract-records.ts';
import type { Message } from './draft.ts';

/** What texts of this message may take on a channel: no form, no survey; nobody reads an address aloud. */
export function useVariables({ form }: Pick<Message, 'form'>, channel: ChannelKind): readonly TextVariable[] {
  const can = useCan();
  const known = useEndpoint(listTextVariables, {}, { enabled: can('messages:read'), staleTime: 600_000 });
  const isSpoken = channel === 'voice';
  return (known.data?.items ?? []).filter(
    ({ name, in: places }) =>
      places.includes('message') &&
      !(name.startsWith('survey.') && (form === undefined || isSpoken)) &&
      !(isSpoken && name.endsWith('link')),
  );
}

/** A name that is not known stops the message: there is always something to say instead. */
export const writtenAs = (name: string, locale: Locale): string =>
  /^customer\.(first|name)$/.test(name) ? `${name}|${locale === 'zh' ? '您' : 'there'}` : name;
