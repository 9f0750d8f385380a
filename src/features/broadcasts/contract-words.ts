/** What recipients' states and reasons are called, on screens and in files. Browser-safe. */
import type { Words } from '../../engine/words.ts';
import type { MessageState } from '../messages/contract-states.ts';
import type { BroadcastState } from './contract.ts';

export const BROADCAST_STATE_WORDS: Readonly<Record<BroadcastState, Words>> = {
  draft: { zh: '草稿', en: 'Draft' },
  estimated: { zh: '已预估', en: 'Estimated' },
  scheduled: { zh: '已预定', en: 'Scheduled' },
  preparing: { zh: '准备中', en: 'Preparing' },
  running: { zh: '发送中', en: 'Running' },
  paused: { zh: '已暂停', en: 'Paused' },
  stopped: { zh: '已停止', en: 'Stopped' },
  done: { zh: '已完成', en: 'Done' },
};

export const STATE_WORDS: Readonly<Record<MessageState, Words>> = {
  waiting: { zh: '等待发送', en: 'Waiting' },
  sent: { zh: '已发出', en: 'Sent' },
  delivered: { zh: '已送达', en: 'Delivered' },
  read: { zh: '已读', en: 'Read' },
  answered: { zh: '已回复', en: 'Answered' },
  unknown: { zh: '结果不明', en: 'Unknown' },
  failed: { zh: '发送失败', en: 'Failed' },
  refused: { zh: '不发', en: 'Not sent' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

const REASONS: Readonly<Record<string, Words>> = {
  channel: { zh: '渠道没有接通', en: 'nothing carries the channel' },
  optOut: { zh: '客户已退订', en: 'she has opted out' },
  consent: { zh: '没有营销同意', en: 'no consent to marketing' },
  address: { zh: '没有号码或地址', en: 'no number or address' },
  blocked: { zh: '在黑名单上', en: 'on the block list' },
  duplicate: { zh: '与另一位重复，或刚说过同样的话', en: 'the same person, or told the same of late' },
  window: { zh: '不在可以回复的时间窗里', en: 'outside the window for answers' },
  answer: { zh: '等她先说话', en: 'only an answer may be sent' },
  workday: { zh: '等工作日', en: 'waits for a working day' },
  hours: { zh: '等可以打扰的时段', en: 'waits for the hours' },
  gap: { zh: '离上次联系太近', en: 'too soon after the last contact' },
  frequency: { zh: '联系次数到了上限', en: 'a cap on contacts is reached' },
  budget: { zh: '预算用完', en: 'the budget is used up' },
  rest: { zh: '问卷间隔未到', en: 'asked of late already' },
  sample: { zh: '未被抽中', en: 'not drawn' },
  quota: { zh: '名额已满', en: 'the quota is full' },
  variables: { zh: '变量没有值', en: 'a variable has no value' },
  words: { zh: '这个渠道没有内容', en: 'no words for the channel' },
  expired: { zh: '等得太久，不再发', en: 'waited too long' },
  recipient: { zh: '号码或地址不通', en: 'the number or address does not work' },
  content: { zh: '内容未获服务商通过', en: 'the provider refused the words' },
  config: { zh: '渠道设置有误', en: 'the channel is set up wrongly' },
  transient: { zh: '服务商暂时不可用', en: 'the provider is not available' },
  throttled: { zh: '服务商限速', en: 'the provider slows us down' },
  unknown: { zh: '不知道发到没有', en: 'nobody knows whether it went out' },
  bounced: { zh: '被退回', en: 'bounced' },
  answered: { zh: '她已经回复', en: 'she has answered' },
  reached: { zh: '别的渠道已送达', en: 'reached on another channel' },
  stopped: { zh: '群发已停止', en: 'the broadcast was stopped' },
  paused: { zh: '群发已暂停', en: 'the broadcast is paused' },
};

export const reasonWords = (reason: string): Words => REASONS[reason] ?? { zh: reason, en: reason };

export const CSV_HEADER = {
  zh: ['客户编号', '姓名', '电话', '状态', '原因', '渠道', '发出', '送达', '已读', '回复时间', '回复'],
  en: ['Customer', 'Name', 'Phone', 'State', 'Reason', 'Channel', 'Sent', 'Delivered', 'Read', 'Replied at', 'Reply'],
} as const;
