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
