import { busEvent } from '../../kit/bus.ts';

/** Whose answers were read; null when all of them were read anew, and every customer may have changed. */
export const readingsTaken = busEvent<{
  readonly customers: readonly string[] | null;
  /** What was read of them before may be gone. */
  readonly corrected?: true;
}>('metrics.readingsTaken', {
  zh: '答卷已读成指标',
  en: 'Responses became readings',
});
