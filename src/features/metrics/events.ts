import { busEvent } from '../../kit/bus.ts';

/** Whose answers were read; null when all of them were read anew, and every customer may have changed. */
export const readingsTaken = busEvent<{ readonly customers: readonly string[] | null }>('metrics.readingsTaken', {
  zh: '答卷已读成指标',
  en: 'Responses became readings',
});
