import { useMemo } from 'react';
import { createFormat, type Format } from '../../../../console/format.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useLocale } from '../../../../console/lib/settings.ts';

/** Formats whose today is that of the answer: a practice workspace lives in a time of its own. */
export function useFormatAt(at: string | undefined): Format {
  const locale = useLocale();
  const { zone, currency } = useWorkspace();
  const now = at === undefined ? null : Date.parse(at);
  return useMemo(
    () => createFormat({ locale, zone, currency, ...(now === null ? {} : { now: () => now }) }),
    [locale, zone, currency, now],
  );
}
