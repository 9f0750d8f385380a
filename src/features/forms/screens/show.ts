import { useWords } from '../../../console/lib/i18n.ts';
import type { ResponseItem } from '../contract-responses.ts';
import { words } from './words.ts';

/** How it came in. */
export function useVia(): (via: string) => string {
  const t = useWords(words);
  return (via) =>
    via === 'h5' || via === 'agent' || via === 'sandbox' || via === 'task' ? t(`via.${via}`) : t('via.other', { via });
}

/** Its figures in words, the lowest satisfaction first. */
export function useScores(): (item: ResponseItem) => string[] {
  const t = useWords(words);
  return ({ csat, nps, intent }) => [
    ...(csat === null ? [] : [t('csat', { score: csat })]),
    ...(nps === null ? [] : [t('nps', { score: nps })]),
    ...(intent === null ? [] : [t('intent', { score: intent })]),
  ];
}

/** What was written freely. */
export function wordsIn(item: ResponseItem): string {
  return item.texts.map(({ text }) => text).join(' / ');
}
