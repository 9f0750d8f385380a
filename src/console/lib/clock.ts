import { useMemo } from 'react';
import { createFormat, type Format } from '../format.ts';
import { useWorkspace } from './session.tsx';
import { useLocale } from './settings.ts';

/** Formats whose today is the workspace's, which may live in a time of its own. `at`: the now that came with the answer. */
export function useFormatAt(at: string | undefined): Format {
  const locale = useLocale();
  const { zone, currency } = useWorkspace();
  const now = at === undefined ? null : Date.parse(at);
  return useMemo(
    () => createFormat({ locale, zone, currency, ...(now === null ? {} : { now: () => now }) }),
    [locale, zone, currency, now],
  );
}
