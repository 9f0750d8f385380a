import type { Words } from '../words.ts';

/** What is wrong with one answer. `question` is its id, for a row `<id>.<row>`. */
export interface AnswerError {
  readonly question: string;
  readonly code: AnswerErrorCode;
  readonly words: Words;
}

export type AnswerErrorCode = keyof typeof ANSWER_ERRORS;

/** In the words of somebody who helps, because customers read them. `{n}` is the limit that was missed. */
export const ANSWER_ERRORS = {
  required: { zh: '这一题还没有回答', en: 'Please answer this question' },
  wrong_type: { zh: '没有看懂这个回答，请重新选一次', en: 'We could not read this answer; please choose again' },
  unknown_option: { zh: '没有这个选项，请重新选一次', en: 'There is no such choice; please choose again' },
  out_of_range: { zh: '请在给出的分数里选一个', en: 'Please choose one of the scores given' },
  too_few: { zh: '请至少选 {n} 项', en: 'Please choose at least {n}' },
  too_many: { zh: '最多可以选 {n} 项', en: 'Please choose at most {n}' },
  too_long: { zh: '最多 {n} 个字，请写短一些', en: 'At most {n} characters, please' },
  unknown_question: { zh: '表单里没有这一题', en: 'The form has no such question' },
  not_answers: {
    zh: '应为一个对象：每题的编号对应它的回答',
    en: 'must be an object: the answer under the id of each question',
  },
} as const satisfies Record<string, Words>;

export function flaw(question: string, code: AnswerErrorCode, n?: number): AnswerError {
  const words: Words = ANSWER_ERRORS[code];
  if (n === undefined) return { question, code, words };
  return { question, code, words: { zh: words.zh.replace('{n}', String(n)), en: words.en.replace('{n}', String(n)) } };
}
