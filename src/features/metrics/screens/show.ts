import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { Figure, MetricDefinition } from '../contract.ts';
import type { OwnDefinition } from '../contract-own.ts';
import { words } from './words.ts';
import { words as ownWords } from './words-own.ts';

/** How the figures of a definition are written. */
export interface Show {
  readonly value: (one: number) => string;
  readonly interval: (figure: Pick<Figure, 'ci'>) => string | null;
  readonly lacking: (figure: Pick<Figure, 'n' | 'lacking'>) => string;
  readonly definition: string;
}

/** How a figure of a definition is written: a share as per cent, a score as a whole number with its sign where it is negative. */
export function useShow(definition: MetricDefinition): Show {
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

/** The same for a metric of the company's own. */
export function useShowOwn({ formula, scale }: Pick<OwnDefinition, 'formula' | 'scale'>): Show {
  const t = useWords(ownWords);
  const format = useFormat();
  const isShare = formula.kind === 'top' || formula.kind === 'yes';
  const value = (one: number) => {
    if (isShare) return format.percent(one, 0);
    return formula.kind === 'net' ? format.number(Math.round(one)) : format.number(one, 2);
  };
  const sentence = () => {
    if (formula.kind === 'top') return t('sentence.top', { from: formula.from, to: formula.to });
    if (formula.kind === 'yes') return t('sentence.yes', { values: format.list([...formula.values]) });
    if (formula.kind === 'net') return t('sentence.net');
    return t(`sentence.${formula.kind}`, { low: scale.low, high: scale.high });
  };
  return {
    value,
    interval: ({ ci }) => (ci ? format.interval(ci[0], ci[1], value) : null),
    lacking: ({ n, lacking }) => (n === 0 ? t('noAnswers') : t('lacking', { count: lacking })),
    definition: sentence(),
  };
}
