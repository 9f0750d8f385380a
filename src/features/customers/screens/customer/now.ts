import { useState } from 'react';
import { useEndpoint } from '../../../../console/query.ts';
import { getSettings } from '../../../access/contract.ts';

/** The clock of the workspace: a demo, a replay or a place to practise has its own. null until it is known. Real time stands still while the page is open. */
export function useWorkspaceNow(): Date | null {
  const [opened] = useState(() => new Date());
  const settings = useEndpoint(getSettings, {}, { staleTime: 60_000 });
  if (!settings.data) return null;
  return settings.data.clock ? new Date(settings.data.clock) : opened;
}

/** Whole calendar days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
