import { keep, kept } from '../../../../console/lib/settings.ts';

type Rest = 'keep' | 'drop';

/** What was chosen for the columns nobody mapped, so that a stopped run goes on with the same; the API does not tell it. */
export const restOf = (importId: string): Rest => kept<Rest>(`import.rest.${importId}`, 'keep');
export const keepRest = (importId: string, rest: Rest): void => keep(`import.rest.${importId}`, rest);
