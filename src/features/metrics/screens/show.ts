import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { Figure, MetricDefinition } from '../contract.ts';
import { words } from './words.ts';

/** How a figure of a definition is written: a share as per cent, a score as a whole number with its sign where it is negative. */
export function useShow(definition: MetricDefinition) {
  const t = useWords(words);
  const format = useFormat();
  const isShare = definition.kind === 'share';
  const value = (one: number) => (isShare ? format.percent(one, 0) : format.number(Math.round(one)));
  return {
    value,
    interval: ({ ci }: Pick<Figure, 'ci'>) => (ci ? format.interval(ci[0], ci[1], value) : null),
    lacking: ({ n, lacking }: Pick<Figure, 'n' | 'lacking'>) =>
      n === 0 ? t('noAnswers') : t('lacking', { count: lacking }),
    definition: isShare
      ? t('definition.share', { from: definition.from, to: definition.scale[1] })
      : t('definition.nps', { promoter: definition.promoter, detractor: definition.detractor }),
  };
}
