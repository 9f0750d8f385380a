import { useWords } from '../../../console/lib/i18n.ts';
import type { Attempt } from '../contract.ts';
import { words } from './words.ts';

/** What came of an attempt, in words. */
export function useResult(): (attempt: Pick<Attempt, 'status' | 'error'>) => string {
  const t = useWords(words);
  return ({ status, error }) => {
    if (error) return t(`errors.${error}`, { status: status ?? 0 });
    return status === null ? '' : t('answered', { status });
  };
}
