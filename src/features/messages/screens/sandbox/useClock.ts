/** The workspace's clock: virtual in a practice workspace, else the real one. */
import { useMemo } from 'react';
import { createFormat, type Format } from '../../../../console/format.ts';
import { useLocale } from '../../../../console/lib/settings.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { getClock } from '../../../access/contract.ts';

export interface Clock {
  /** null: real time. */
  readonly clock: string | null;
  /** Where it is going. */
  readonly target: string | null;
  /** “Today” is the workspace's own. */
  readonly format: Format;
}

export function useClock(): Clock {
  const locale = useLocale();
  const { zone, currency } = useWorkspace();
  const query = useEndpoint(
    getClock,
    {},
    { every: (answer) => ((answer as { target?: string | null } | undefined)?.target ? 700 : 15_000) },
  );
  const clock = query.data?.clock ?? null;
  const format = useMemo(
    () => createFormat({ locale, zone, currency, ...(clock ? { now: () => Date.parse(clock) } : {}) }),
    [locale, zone, currency, clock],
  );
  return { clock, target: query.data?.target ?? null, format };
}
