/** How a task ends, in both languages. Browser-safe. */
import type { Words } from '../../engine/words.ts';

/** What a person may say. */
export const RESULTS = {
  done: { zh: '已完成', en: 'Done' },
  unreachable: { zh: '没接通', en: 'Not reached' },
  refused: { zh: '客户拒绝', en: 'Refused' },
  wrong_number: { zh: '号码有误', en: 'Wrong number' },
  not_needed: { zh: '不需要了', en: 'Not needed any more' },
} as const satisfies Readonly<Record<string, Words>>;
export type Result = keyof typeof RESULTS;

/** What a flow may branch on. */
export const ALL_RESULTS: Readonly<Record<string, Words>> = {
  ...RESULTS,
  cancelled: { zh: '已取消', en: 'Cancelled' },
};
