import { useWords } from '../../../console/lib/i18n.ts';
import type { TrialPlan } from '../contract-trials.ts';
import { words } from './words.ts';

/** What was registered as success, in words. */
export function useOutcome(): (plan: TrialPlan) => string {
  const t = useWords(words);
  return ({ outcome, windowDays: days }) =>
    t(`outcome.${outcome.kind}`, {
      days,
      event: outcome.kind === 'event' ? outcome.event : '',
      score: outcome.kind === 'csat' ? outcome.atLeast : '',
    });
}
