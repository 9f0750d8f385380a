import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../console/query.ts';
import { listEventTypes } from '../../events/contract.ts';
import { ALL_TYPES, PING } from '../contract.ts';
import { words } from './words.ts';

/** Types of events with their names, for choosing and for reading. */
export function useTypes() {
  const t = useWords(words);
  const say = useSay();
  const query = useEndpoint(listEventTypes, {}, { staleTime: 60_000 });
  const known = query.data?.items ?? [];
  const nameOf = (type: string): string => {
    if (type === ALL_TYPES) return t('all');
    if (type === PING) return t('pingType');
    const found = known.find((one) => one.type === type);
    return found ? say(found.words) : type;
  };
  return {
    nameOf,
    options: [ALL_TYPES, ...known.map((one) => one.type)].map((value) => ({ value, label: nameOf(value) })),
  };
}
