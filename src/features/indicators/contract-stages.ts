/** The stages of a follow-up. Browser-safe. */
import type { Words } from '../../engine/words.ts';

export const STAGES = ['accept', 'contact', 'answer', 'close'] as const;
export type Stage = (typeof STAGES)[number];

export const isStage = (key: string): key is Stage => (STAGES as readonly string[]).includes(key);

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  accept: { zh: '打开到接受', en: 'Opened to accepted' },
  contact: { zh: '接受到首次联系', en: 'Accepted to first contact' },
  answer: { zh: '首次联系到得到回答', en: 'First contact to an answer' },
  close: { zh: '得到回答到关闭', en: 'Answer to closed' },
};

export const STAGE_MEANINGS: Readonly<Record<Stage, Words>> = {
  accept: {
    zh: '任务打开之后，到有人接受它为止。',
    en: 'From when a task is opened until somebody accepts it.',
  },
  contact: {
    zh: '接受之后，到第一次拨打或发出消息为止。',
    en: 'From when it is accepted until the first call is tried or a message sent.',
  },
  answer: {
    zh: '第一次联系之后，到拿到回答（填好的表单）为止，含打不通再打的时间。',
    en: 'From the first contact until there is an answer (a filled form), with the time until somebody is reached.',
  },
  close: {
    zh: '拿到回答之后，到任务关闭为止；没有回答就关闭的，这一段为零。',
    en: 'From the answer until the task is closed; nought where it was closed without one.',
  },
};
