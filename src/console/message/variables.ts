import { listTextVariables, type TextVariable } from '../../features/messages/contract-records.ts';
import type { Locale } from '../../engine/words.ts';
import { useCan } from '../lib/session.tsx';
import { useEndpoint } from '../query.ts';

/** What texts of messages may take, but for names that begin with one of these: without a form, no survey. */
export function useVariables(without: readonly string[] = []): readonly TextVariable[] {
  const can = useCan();
  const known = useEndpoint(listTextVariables, {}, { enabled: can('messages:read'), staleTime: 600_000 });
  return (known.data?.items ?? []).filter(
    ({ name, in: places }) => places.includes('message') && !without.some((each) => name.startsWith(each)),
  );
}

/** Nobody types an address that was read aloud. */
export const useSpokenVariables = (): readonly TextVariable[] =>
  useVariables(['survey.', 'optout.']).filter(({ name }) => !name.endsWith('.link'));

/** A name that is not known stops the message: there is always something to say instead. */
export const writtenAs = (name: string, locale: Locale): string =>
  /^customer\.(first|name)$/.test(name) ? `${name}|${locale === 'zh' ? '您' : 'there'}` : name;
