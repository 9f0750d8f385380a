/** The stages of a follow-up. Browser-safe. */
import type { Words } from '../../engine/words.ts';

export const STAGES = ['accept', 'contact', 'answer', 'close'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  accept: { zh: '打开到接受', en: 'Opened to accepted' },
  contact: { zh: '接受到首次联系', en: 'Accepted to first contact' },
  answer: { zh: '首次联系到得到回答', en: 'First contact to an answer' },
  close: { zh: '得到回答到关闭', en: 'Answer to closed' },
};
