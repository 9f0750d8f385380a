/** How a call ended, whatever carried it. */
import { z } from 'zod';
import type { Words } from '../../engine/words.ts';

export const CallCause = z.enum([
  'completed',
  'busy',
  'rejected',
  'invalid_number',
  'unreachable',
  'no_answer',
  'network',
  'gateway_down',
  'cancelled',
  'unknown',
]);
export type CallCause = z.infer<typeof CallCause>;

export const CAUSE_WORDS: Readonly<Record<CallCause, Words>> = {
  completed: { zh: '已接通', en: 'Answered' },
  busy: { zh: '占线', en: 'Busy' },
  rejected: { zh: '拒接', en: 'Refused' },
  invalid_number: { zh: '空号或号码有误', en: 'No such number' },
  unreachable: { zh: '关机或不在服务区', en: 'Switched off or out of reach' },
  no_answer: { zh: '无人接听', en: 'No answer' },
  network: { zh: '线路故障', en: 'Network failure' },
  gateway_down: { zh: '网关无响应', en: 'Gateway down' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  unknown: { zh: '结果不明', en: 'Unknown' },
};

/** The fault is ours or the carrier's: the customer's phone never rang because of it, and nothing is held against her number. */
export const NOT_HERS: ReadonlySet<CallCause> = new Set<CallCause>(['network', 'gateway_down', 'cancelled', 'unknown']);
