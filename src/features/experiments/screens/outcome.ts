import { useSay, useWords } from '../../../console/lib/i18n.ts';
import type { Trial } from '../contract-trials.ts';
import { words } from './words.ts';

/** What was registered as success, in words. */
export function useOutcome(): (trial: Pick<Trial, 'plan' | 'goalName'>) => string {
  const t = useWords(words);
  const say = useSay();
  return ({ plan: { outcome, windowDays: days }, goalName }) =>
    t(`outcome.${outcome.kind}`, {
      days,
      event: outcome.kind === 'event' ? (goalName ? say(goalName) : outcome.event) : '',
      score: outcome.kind === 'csat' ? outcome.atLeast : '',
    });
}

/** What the second wording is called: by its key in the document, unless it was written on the screen and has none of its own. */
export function useSecond(): (variant: string) => string {
  const t = useWords(words);
  return (variant) => (variant === 'b' ? t('bNew') : t('b', { variant }));
}
